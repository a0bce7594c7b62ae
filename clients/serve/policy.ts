import type { WebConfig } from './config.ts'

/**
 * What a page of ours may do: run and look like what came from its own origin, and talk with the graph and with where photos are. No inline script and no
 * inline style, nobody's frame.
 */
export function headersOf({ told, filesOrigin }: WebConfig): Readonly<Record<string, string>> {
  const graph = new URL(told.graph)
  const socket = `${graph.protocol === 'https:' ? 'wss:' : 'ws:'}//${graph.host}`
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'font-src': "'self'",
    'img-src': `'self' data: blob: ${filesOrigin}`,
    'connect-src': `'self' ${graph.origin} ${socket} ${filesOrigin}`,
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
  }
}
