import { z } from 'zod'
import { isDead } from './answer.ts'

/** What a mail server says later of a mail that it has taken. */
export interface Report {
  type: 'BOUNCE' | 'COMPLAINT' | 'DELIVERED'
  /** Ours, with or without its brackets. */
  messageId: string
  /** The address takes nothing, and will not. */
  permanent: boolean
  detail: string
}

const neutral = z.object({
  type: z.enum(['BOUNCE', 'COMPLAINT', 'DELIVERED']),
  messageId: z.string().max(500),
  permanent: z.boolean().default(false),
  detail: z.string().max(10_000).default(''),
})

/** Reads one: JSON, or a mail that came back, whole (RFC 3464). Null for anything else. */
export function reportOf(contentType: string, raw: Buffer): Report | null {
  const text = raw.toString()
  if (!contentType.startsWith('application/json')) return returnedMail(text)
  try {
    return neutral.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/**
 * A report by mail: its fields are in plain text, a line each, the returned mail's header behind them. Only a failure is one: who waits for
 * a slow server is told of that too.
 */
function returnedMail(text: string): Report | null {
  if (!/^content-type:\s*message\/(global-)?delivery-status/im.test(text)) return null
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(text)?.[1]?.trim()
  if (field('Action')?.toLowerCase() !== 'failed') return null
  // The report has a Message-ID of its own; that of the mail it is about is the last.
  const messageId = [...text.matchAll(/^message-id:\s*(<[^\s<>]+>)/gim)].at(-1)?.[1]
  if (messageId === undefined) return null
  const status = field('Status') ?? ''
  return { type: 'BOUNCE', messageId, permanent: isDead(status), detail: `${status} ${field('Diagnostic-Code') ?? ''}`.trim() }
}
