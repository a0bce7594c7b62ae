export const SPANS = [7, 30, 90] as const
export const MESSAGE_PARTS = ['figures', 'words', 'announcements'] as const
export type MessagePart = (typeof MESSAGE_PARTS)[number]

export interface MessageSearch {
  show?: MessagePart
  /** So many days back. */
  days?: (typeof SPANS)[number]
}

export function messageSearch({ show, days }: Record<string, unknown>): MessageSearch {
  const part = MESSAGE_PARTS.find((each) => each === show)
  const span = SPANS.find((each) => each === days)
  return { ...(part && { show: part }), ...(span && { days: span }) }
}
