/**
 * About how many bytes a JSON value holds on the heap: a body of `[{},{},…]` holds twenty times its length. Counting stops past the limit.
 * It is a loop, because values may be nested as deep as their text is long.
 */
export function weightOf(json: unknown, limit: number): number {
  const left = [json]
  let bytes = 0
  while (left.length > 0 && bytes <= limit) {
    const value = left.pop()
    if (typeof value === 'string') bytes += 16 + value.length
    else if (typeof value !== 'object' || value === null) bytes += 8
    else {
      bytes += 64
      for (const key of Object.keys(value)) {
        bytes += 8 + (Array.isArray(value) ? 0 : key.length)
        if (bytes > limit) break
        left.push((value as Record<string, unknown>)[key])
      }
    }
  }
  return bytes
}
