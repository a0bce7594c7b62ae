/** One server-sent event (WHATWG HTML § 9.2). */
export interface ServerSentEvent {
  event: string
  data: string
}

/**
 * Reads a stream of server-sent events. Comments (pings) are dropped. Throws if an event is longer than `maxBytes`, so that a broken peer
 * cannot fill our memory.
 */
export async function* serverSentEvents(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<ServerSentEvent, void, void> {
  const decoder = new TextDecoder()
  let rest = ''
  let event = ''
  let data: string[] = []
  let length = 0
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    let end: number
    while ((end = rest.indexOf('\n')) >= 0) {
      const line = rest.slice(0, end).replace(/\r$/, '')
      rest = rest.slice(end + 1)
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n') }
        event = ''
        data = []
        length = 0
      } else if (line.startsWith('event:')) event = valueOf(line, 6)
      else if (line.startsWith('data:')) {
        data.push(valueOf(line, 5))
        length += line.length
      }
      if (length > maxBytes) break
    }
    if (rest.length > maxBytes || length > maxBytes) throw new Error(`an event is longer than ${maxBytes} bytes`)
  }
}

const valueOf = (line: string, from: number): string => line.slice(line[from] === ' ' ? from + 1 : from)
