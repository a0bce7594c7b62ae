const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Makes a payload of at most so many bytes. Where it would be longer, its text is cut behind a whole character, as people see characters, and ends
 * with …. Throws if it is too long without any text.
 */
export function fit(text: string, maxBytes: number, build: (text: string) => string): Buffer {
  const whole = Buffer.from(build(text))
  if (whole.length <= maxBytes) return whole
  const ends = Array.from(graphemes.segment(text), ({ index }) => index)
  const cut = (at: number) => Buffer.from(build(`${text.slice(0, ends[at]).trimEnd()}…`))
  // How many bytes a character takes depends on what JSON makes of it. So it is tried, by halves.
  let [least, most] = [0, ends.length - 1]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (cut(middle).length <= maxBytes) least = middle
    else most = middle - 1
  }
  const longest = cut(least)
  if (longest.length > maxBytes) throw new Error(`A push of ${longest.length} bytes without its text does not fit ${maxBytes}.`)
  return longest
}

/** The first characters of a text, as people see characters. */
export const firstCharacters = (text: string, most: number): string =>
  text.length <= most
    ? text
    : Array.from(graphemes.segment(text), ({ segment }) => segment)
        .slice(0, most)
        .join('')
