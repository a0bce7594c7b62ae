import { isOwnPath } from '../../web/shell/own-path.ts'

/** What the platform pushes, as the worker shows it. */
export interface Told {
  id: string
  title: string
  body: string
  /** A page of this app. */
  path: string
}

/** Where a push leads that names no page of ours. */
const INBOX = '/notifications'

/**
 * Reads a push. What is no push of ours, or lacks something, is shown as news in the inbox all the same: a browser takes the permission away from who gets
 * pushes and shows nothing.
 */
export function toldBy(push: unknown): Told {
  const { id, title, body, link } = (typeof push === 'object' && push !== null ? push : {}) as Record<string, unknown>
  return {
    id: textOf(id, 'news'),
    title: textOf(title, 'Evergraph'),
    body: textOf(body, ''),
    path: pathOf(link),
  }
}

/** A path of this app and nothing else: a link that leads elsewhere leads to the inbox. */
export const pathOf = (link: unknown): string => (isOwnPath(link) ? link : INBOX)

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' && value !== '' ? value : otherwise)
