const KEY = 'evergraph.node'

/** The reader's node, in this browser alone: its address may have a key in it. */
export const keptNode = {
  read: (): string | null => localStorage.getItem(KEY),
  write: (url: string): void => localStorage.setItem(KEY, url),
}

/** Whether the page's policy lets it ask there: any path of an origin that is configured. */
export function isAllowed(url: string, nodes: readonly string[]): boolean {
  return URL.canParse(url) && nodes.some((node) => new URL(node).origin === new URL(url).origin)
}
