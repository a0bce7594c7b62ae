/** Whether an address leads to a page of this app: a path, and nothing that a browser reads as another site. */
export const isOwnPath = (text: unknown): text is string =>
  typeof text === 'string' && /^\/(?![/\\])/.test(text) && !hasControl(text)

/** Browsers take tabs and line ends out of an address, and what is left may begin with two strokes. */
function hasControl(text: string): boolean {
  for (const sign of text) if (sign < ' ') return true
  return false
}
