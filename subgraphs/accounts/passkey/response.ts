import { z } from 'zod'
import { badInput } from '#lib/errors.ts'

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, 'Must be base64url.')
const common = { id: base64url(1_400), rawId: base64url(1_400), type: z.literal('public-key') }
/** What extensions say is not used, and is not kept. */
const rest = { clientExtensionResults: z.unknown().transform(() => ({})) }

const registration = z.object({
  ...common,
  ...rest,
  response: z.object({
    clientDataJSON: base64url(8_192),
    attestationObject: base64url(65_536),
    transports: z
      .array(
        z
          .string()
          .max(20)
          .regex(/^[a-z-]+$/),
      )
      .max(10)
      .default([]),
  }),
})

const assertion = z.object({
  ...common,
  ...rest,
  response: z.object({
    clientDataJSON: base64url(8_192),
    authenticatorData: base64url(8_192),
    signature: base64url(4_096),
    userHandle: base64url(100)
      .nullish()
      .transform((handle) => handle ?? undefined),
  }),
})

export type Registration = z.output<typeof registration>
export type Assertion = z.output<typeof assertion>

/** What `navigator.credentials.create` gave, as `toJSON` writes it. BAD_USER_INPUT names the first field at fault. */
export const readRegistration = (given: object): Registration => read(registration, given)

/** The same of `navigator.credentials.get`. */
export const readAssertion = (given: object): Assertion => read(assertion, given)

/** The challenge that a response claims to answer, in hex; null if it names none. */
export function challengeIn({ response }: Registration | Assertion): string | null {
  try {
    const claimed: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
    const { challenge } = z.object({ challenge: base64url(100) }).parse(claimed)
    return Buffer.from(challenge, 'base64url').toString('hex')
  } catch {
    return null
  }
}

function read<T>(shape: z.ZodType<T>, given: object): T {
  const { data, error } = shape.safeParse(given)
  if (data !== undefined) return data
  const [issue] = error?.issues ?? []
  const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
  throw badInput(['input', 'response', ...path], issue?.message ?? 'This is no response of an authenticator.')
}
