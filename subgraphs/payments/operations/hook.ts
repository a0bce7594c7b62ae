import type { IncomingMessage, ServerResponse } from 'node:http'
import { rawBodies } from '#box/raw-body.ts'
import type { Services } from '../context.ts'
import { PAYMENTS_LIMITS } from '../limits.ts'
import { PROVIDERS, Refused } from '../providers/provider.ts'
import { OPERATION_LIMITS } from './limits.ts'

const takeBody = rawBodies({ bytes: PAYMENTS_LIMITS.hookBytes, atOnce: OPERATION_LIMITS.hookBytesAtOnce })

/**
 * Takes a provider's hook: `hooks/stripe`, `hooks/paypal`. Only what the provider has signed is kept, once, and it is answered at once: the
 * runner looks at what it is about. Anything but 200 has the provider send it again.
 */
export async function takeHook(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  rest: string,
): Promise<void> {
  const name = PROVIDERS.find((each) => each === rest)
  const provider = name && services.providers.get(name)
  if (!provider) return answer(response, 404)
  if (request.method !== 'POST') return answer(response, 405)
  await takeBody(request, async (body) => {
    if (body.status !== 200) return answer(response, body.status)
    const hook = await provider.verifyHook(request.headers, body.raw)
    if (!hook) throw new Refused('UNSIGNED', `A hook for ${provider.name} is too old, or not signed by its secret.`)
    await services.runner.hear({ provider: provider.name, hook })
    answer(response, 200)
  })
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...(status !== 200 && { connection: 'close' }) }).end()
}
