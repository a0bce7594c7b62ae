import '../web/tokens.css'
import { createAnswers } from '../web/offline/answers.ts'
import { boot } from '../web/shell/boot.tsx'
import { register } from './installed/register.ts'
import { router } from './routes.tsx'
import { TextsProvider } from './texts/first.ts'

await boot({ router, TextsProvider, createAnswers })
// While it is developed, files have no hashes, and what is kept would be old.
if (import.meta.env.PROD) await register()
