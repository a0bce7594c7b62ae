import '../web/tokens.css'
import { boot } from '../web/shell/boot.tsx'
import { router } from './routes.tsx'
import { TextsProvider } from './texts/index.ts'

await boot({ router, TextsProvider })
