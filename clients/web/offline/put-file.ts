import { EvergraphError } from '../../sdk/errors.ts'
import type { UploadLink } from './photo.ts'

/** As long as the platform lets an upload take, and a little. */
const TIMEOUT_MS = 310_000

/** Sends a file to its place, and says how much of it is there. `fetch` cannot tell that. */
export function putFile(link: UploadLink, file: Blob, told: (share: number) => void): Promise<'SENT' | 'LINK_ENDED'> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(link.method, link.url)
    request.timeout = TIMEOUT_MS
    for (const { name, value } of link.headers) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => told(total > 0 ? loaded / total : 0))
    const unreachable = () => reject(new EvergraphError('NETWORK', 'The place for the photo could not be reached.'))
    for (const kind of ['error', 'timeout', 'abort'] as const) request.addEventListener(kind, unreachable)
    request.addEventListener('load', () => {
      const answer = answerTo(request.status)
      if (answer === 'UNREACHABLE') return unreachable()
      if (answer !== 'REFUSED') return resolve(answer)
      reject(new EvergraphError('UPLOAD_REFUSED', request.responseText || `HTTP ${request.status}`))
    })
    request.send(file)
  })
}

/** What a status says of an upload. 409: it is there, the answer of an earlier try was lost. 403: the link is over. */
export function answerTo(status: number): 'SENT' | 'LINK_ENDED' | 'UNREACHABLE' | 'REFUSED' {
  if ((status >= 200 && status < 300) || status === 409) return 'SENT'
  if (status === 403) return 'LINK_ENDED'
  return status >= 500 ? 'UNREACHABLE' : 'REFUSED'
}
