import sharp from 'sharp'
import type { ErrorLevels } from '../checks/facts.ts'
import { INFORMATIVE_QUALITY } from '../checks/error-level.ts'
import { jpegQuality } from './jpeg-quality.ts'

/** The quality at which it is saved once more. The differences are looked at. */
const AGAIN = 90
const BLOCK = 16
/** Larger pictures cost too much time. Of them only the first rows of this length are looked at. */
const MOST_SIDE = 4096

/**
 * Error levels of a JPEG or PNG (N. Krawetz, "A Picture's Worth", 2007). The picture is saved once more, and the change of each block of 16
 * × 16 pixels is compared with the block's own texture. Null if the file was saved at a quality that leaves nothing to see.
 */
export async function errorLevelsOf(bytes: Uint8Array, type: 'JPEG' | 'PNG' | 'WEBP'): Promise<ErrorLevels | null> {
  const quality = type === 'PNG' ? 100 : type === 'JPEG' ? jpegQuality(bytes) : null
  if (quality === null || quality < INFORMATIVE_QUALITY) return null
  const source = sharp(bytes, { failOn: 'none' }).resize({
    width: MOST_SIDE,
    height: MOST_SIDE,
    fit: 'inside',
    withoutEnlargement: true,
  })
  const { data, info } = await source.greyscale().raw().toBuffer({ resolveWithObject: true })
  const picture = { raw: { width: info.width, height: info.height, channels: 1 as const } }
  const again = await sharp(await sharp(data, picture).jpeg({ quality: AGAIN }).toBuffer())
    .greyscale()
    .raw()
    .toBuffer()
  return { quality, score: standingOut(data, again, info.width, info.height) }
}

/** How far the most different neighbourhood of blocks stands out, in robust standard deviations. */
export function standingOut(picture: Uint8Array, again: Uint8Array, width: number, height: number): number {
  const [columns, rows] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)]
  if (columns < 5 || rows < 5) return 0
  const blocks = Array.from({ length: columns * rows }, (_, i) =>
    measured(picture, again, width, (i % columns) * BLOCK, Math.floor(i / columns) * BLOCK),
  )
  const expected = errorByTexture(blocks)
  const rest = blocks.map(({ texture, error }) => error - expected(texture))
  const pooled = rest.map((_, i) => neighbourhood(rest, columns, rows, i))
  const middle = median(pooled)
  const spread = 1.4826 * median(pooled.map((value) => Math.abs(value - middle))) + 0.02
  return Math.max(...pooled.map((value) => Math.abs(value - middle))) / spread
}

interface Block {
  /** Logarithms of the mean absolute step between neighbours, and of the mean absolute change by saving. */
  texture: number
  error: number
}

function measured(picture: Uint8Array, again: Uint8Array, width: number, left: number, top: number): Block {
  let [steps, change] = [0, 0]
  for (let y = top; y < top + BLOCK - 1; y++)
    for (let x = left, at = y * width + left; x < left + BLOCK - 1; x++, at++) {
      const value = picture[at] ?? 0
      steps += Math.abs(value - (picture[at + 1] ?? 0)) + Math.abs(value - (picture[at + width] ?? 0))
      change += Math.abs(value - (again[at] ?? 0))
    }
  const pixels = (BLOCK - 1) ** 2
  return { texture: Math.log(0.2 + steps / pixels / 2), error: Math.log(0.2 + change / pixels) }
}

/** The median error of blocks of like texture, in twelve classes of equal size. */
function errorByTexture(blocks: Block[]): (texture: number) => number {
  const sorted = blocks.toSorted((a, b) => a.texture - b.texture)
  const size = Math.ceil(sorted.length / 12)
  const classes = Array.from({ length: Math.ceil(sorted.length / size) }, (_, i) => sorted.slice(i * size, (i + 1) * size))
  const levels = classes.map((members) => ({
    upTo: members.at(-1)?.texture ?? 0,
    error: median(members.map(({ error }) => error)),
  }))
  return (texture) => (levels.find(({ upTo }) => texture <= upTo) ?? levels.at(-1))?.error ?? 0
}

/** Mean over a block and its eight neighbours. */
function neighbourhood(values: number[], columns: number, rows: number, at: number): number {
  const [x, y] = [at % columns, Math.floor(at / columns)]
  let [sum, count] = [0, 0]
  for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++, count++) sum += values[v * columns + u] ?? 0
  return sum / count
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
