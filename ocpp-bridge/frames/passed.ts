import type { FrameTable } from '../tables.ts'
import type { Frame, Malformed } from '../wire/frame.ts'

/** A frame as it went over a charger's line. */
export interface PassedFrame {
  direction: FrameTable['direction']
  kind: FrameTable['kind']
  messageId: string | null
  /** Of an answer: what it answers. */
  action: string | null
  text: string
}

const KINDS = {
  call: 'CALL',
  result: 'RESULT',
  error: 'ERROR',
  'result-error': 'RESULT_ERROR',
  send: 'SEND',
  malformed: 'MALFORMED',
} as const

/** What a charger has said. `asked` is our call that is out. */
export function heardFrame(
  frame: Frame | Malformed,
  asked: { messageId: string; action: string } | null,
  text: string,
): PassedFrame {
  const messageId = frame.kind === 'malformed' ? null : frame.messageId
  const answered = messageId !== null && asked?.messageId === messageId ? asked.action : null
  return { direction: 'IN', kind: KINDS[frame.kind], messageId, action: 'action' in frame ? frame.action : answered, text }
}
