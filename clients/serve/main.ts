import { runProcess } from '../../lib/process/process.ts'
import { openWeb } from './app.ts'
import { webConfig } from './config.ts'

/** The three apps as a process of their own. */
await runProcess('web', (log) => openWeb({ config: webConfig(process.env), log }))
