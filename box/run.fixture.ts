import type { RequestListener } from 'node:http'
import { boxConfig } from './config.ts'
import { defineBox } from './define.ts'

// The process that run.test.ts starts: it answers with how it is served, and how often it has been told to reload.
let reloads = 0
const listener: RequestListener = ({ socket }, response) => {
  const { requestTimeout } = (socket as typeof socket & { server: { requestTimeout: number } }).server
  response.end(JSON.stringify({ requestTimeout, reloads }))
}

const box = defineBox({
  name: 'verification',
  config: boxConfig('verification', {}),
  requestTimeoutMs: 123_000,
  reload: () => (++reloads === 1 ? Promise.reject(new Error('at fault')) : Promise.resolve()),
  open: () => ({ listener }),
})
await box.run()
