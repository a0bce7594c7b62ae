import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'
import type { Pdf } from './table.ts'

/** PDF/A forbids the fourteen fonts that every reader has, so these are in the file. */
const FILES = { regular: '400Regular/NotoSans_400Regular.ttf', bold: '700Bold/NotoSans_700Bold.ttf' }

let open: Record<keyof typeof FILES, Font> | undefined

/** Read once for a process: reading them takes five times as long as all the rest of an invoice. */
const fonts = () => (open ??= { regular: read(FILES.regular), bold: read(FILES.bold) })

const read = (file: string): Font =>
  create(readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${file}`))))

/** Gives a document its fonts, `regular` and `bold`. */
export function useFonts(pdf: Pdf): void {
  // pdfkit takes an open font as well; its types do not know.
  for (const [name, font] of Object.entries(fonts())) pdf.registerFont(name, font as unknown as Buffer)
  pdf.font('regular')
}

/** The same data, where no text has a character that the fonts lack: PDF/A allows none. The XML has them all. */
export const printable = <T>(data: T): T =>
  JSON.parse(JSON.stringify(data), (_key, value: unknown) => (typeof value === 'string' ? drawn(value) : value)) as T

function drawn(text: string): string {
  const { regular, bold } = fonts()
  const has = (char: string) => [regular, bold].every((font) => font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0))
  return Array.from(text.normalize('NFC'), (char) => (has(char) ? char : '?')).join('')
}
