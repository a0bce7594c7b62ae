import type { EastDecoder } from '../networks/decoders.ts'
import { decodeEast, type FoundLine } from '../networks/east.ts'
import { outputNamed, type OpenModel } from '../networks/open-model.ts'
import { turned, type Grey, type halvings } from '../networks/grey.ts'
import { rectify, type PixelBox, type Size } from '../networks/rectify.ts'
import { resizeGrey, whole, type Area } from '../networks/resize.ts'

type Finder = OpenModel<EastDecoder>
export type Sizes = ReturnType<typeof halvings>

/** How a photo is looked at. */
export interface View {
  area: Area
  /** How the photo is turned before it is looked at, clockwise. */
  quarters: Quarters
  /** Shares of the input's size at which the area is looked at. */
  looks: readonly number[]
  /** Keeps a small area from being enlarged more than the finder has learnt. */
  mostScale: number
  /** Candidates that get a close look. */
  most: number
}

export type Quarters = -1 | 0 | 1

/**
 * Lines that may be an odometer's or a trip meter's, best first, in the photo's pixels. It looks at the area, then again at each candidate
 * that is not in `known` already.
 */
export async function search(finder: Finder, sizes: Sizes, view: View, known: readonly FoundLine[] = []): Promise<FoundLine[]> {
  const candidates: FoundLine[] = []
  for (const share of view.looks) candidates.push(...(await firstLook(finder, sizes, view, share)))
  const fresh = distinct(candidates).filter((line) => !known.some((seen) => covers(seen.box, line.box)))
  return distinct(await closeLook(finder, sizes, fresh.slice(0, view.most)))
}

/** Which way up the photo lies: 0 unless its sides show a line more surely than `upright`. One quick look at each side decides. */
export async function wayUp(finder: Finder, sizes: Sizes, upright: number): Promise<Quarters> {
  const view = { area: whole(sizes(0)), looks: [1], mostScale: Infinity, most: 0 }
  const best = async (quarters: Quarters) => (await firstLook(finder, sizes, { ...view, quarters }, 1))[0]?.score ?? 0
  const [right, left] = [await best(1), await best(-1)]
  if (Math.max(right, left) <= upright) return 0
  return right >= left ? 1 : -1
}

async function firstLook(finder: Finder, sizes: Sizes, { area, mostScale, quarters }: View, share: number): Promise<FoundLine[]> {
  const { decoder, input } = finder.entry
  const scale = Math.min(input.width / area.width, input.height / area.height, mostScale) * share
  const [width, height] = [Math.max(1, Math.round(area.width * scale)), Math.max(1, Math.round(area.height * scale))]
  const times = Math.max(0, Math.floor(Math.log2(1 / scale)))
  const part = 2 ** times
  const halves = { left: area.left / part, top: area.top / part, width: area.width / part, height: area.height / part }
  const picture = resizeGrey(sizes(times), width, height, halves)
  const [score, geometry] = await look(finder, [quarters === 0 ? picture : turned(picture, quarters)])
  return decodeEast(score, geometry, 0, decoder, decoder.low).map((line) => ({
    ...line,
    box: shrunk(turnedBack(line.box, picture, quarters), scale, area),
  }))
}

/** A box of the turned picture, on the upright one. */
function turnedBack(box: PixelBox, { width, height }: Size, quarters: Quarters): PixelBox {
  if (quarters === 0) return box
  const [centreX, centreY] = quarters === 1 ? [box.centreY, height - box.centreX] : [width - box.centreY, box.centreX]
  return { ...box, centreX, centreY, angle: box.angle - quarters * 90 }
}

const shrunk = (box: PixelBox, scale: number, area: Area): PixelBox => ({
  centreX: box.centreX / scale + area.left,
  centreY: box.centreY / scale + area.top,
  width: box.width / scale,
  height: box.height / scale,
  angle: box.angle,
})

/**
 * Looks at each candidate again, upright and enlarged, all in one batch. The score is the mean of both looks, or half if nothing is seen
 * now.
 */
async function closeLook(finder: Finder, sizes: Sizes, candidates: readonly FoundLine[]): Promise<FoundLine[]> {
  if (candidates.length === 0) return []
  const { decoder } = finder.entry
  const side = decoder.window
  const scales = candidates.map(({ box }) => Math.min(decoder.windowHeight / box.height, (0.8 * side) / box.width))
  const windows = candidates.map(({ box }, i) => window(sizes, box, side, scales[i] ?? 1))
  const [score, geometry] = await look(finder, windows)
  return candidates.map((candidate, i) => {
    const scale = scales[i] ?? 1
    const { box } = candidate
    const near = decodeEast(score, geometry, i, decoder, decoder.lowClosely).find(
      ({ box: seen }) =>
        Math.abs(seen.centreX - side / 2) < 0.4 * scale * box.width && Math.abs(seen.centreY - side / 2) < 0.7 * scale * box.height,
    )
    if (!near) return { ...candidate, score: candidate.score * 0.5 }
    return { box: placed(near.box, box, side, scale), score: (candidate.score + near.score) / 2, kind: near.kind }
  })
}

/** The window around a box. It is cut from the photo halved as often as it must shrink, so that each of its pixels needs one sample. */
function window(sizes: Sizes, box: PixelBox, side: number, scale: number): Grey {
  const times = Math.max(0, Math.floor(Math.log2(1.4 / scale)))
  const part = 2 ** times
  const strip = new Float32Array(side * side)
  const [centreX, centreY] = [box.centreX / part, box.centreY / part]
  rectify(
    sizes(times),
    { centreX, centreY, width: side / scale / part, height: side / scale / part, angle: box.angle },
    strip,
    side,
    side,
  )
  const data = new Uint8Array(strip.length)
  for (let i = 0; i < data.length; i++) data[i] = (strip[i] ?? 0) + 0.5
  return { data, width: side, height: side }
}

/** A box of the window, back in the photo. */
function placed(seen: PixelBox, box: PixelBox, side: number, scale: number): PixelBox {
  const radians = (box.angle * Math.PI) / 180
  const [dx, dy] = [(seen.centreX - side / 2) / scale, (seen.centreY - side / 2) / scale]
  return {
    centreX: box.centreX + dx * Math.cos(radians) - dy * Math.sin(radians),
    centreY: box.centreY + dx * Math.sin(radians) + dy * Math.cos(radians),
    width: seen.width / scale,
    height: seen.height / scale,
    angle: box.angle + seen.angle,
  }
}

/** Runs pictures of one size as a batch, filled up to the multiple that the net needs. */
async function look({ entry, model }: Finder, pictures: readonly Grey[]) {
  const { input, decoder } = entry
  const fitting = (size: number) => Math.ceil(size / decoder.multiple) * decoder.multiple
  const [width, height] = [fitting(pictures[0]?.width ?? 1), fitting(pictures[0]?.height ?? 1)]
  const data = new Float32Array(pictures.length * width * height)
  const [mean, std] = [input.mean[0] ?? 0, input.std[0] ?? 1]
  const normal = Float32Array.from({ length: 256 }, (_, grey) => (grey * input.scale - mean) / std)
  for (const [i, picture] of pictures.entries())
    for (let y = 0; y < picture.height; y++) {
      let to = (i * height + y) * width
      for (let from = y * picture.width, end = from + picture.width; from < end; from++, to++)
        data[to] = normal[picture.data[from] ?? 0] ?? 0
    }
  const outputs = await model.run({ [input.name]: { data, dims: [pictures.length, 1, height, width] } })
  return [outputNamed(outputs, decoder.score), outputNamed(outputs, decoder.geometry)] as const
}

/** Best first, without lines whose middle is in the inner part of a better one. */
function distinct(lines: readonly FoundLine[]): FoundLine[] {
  const kept: FoundLine[] = []
  for (const line of [...lines].sort((a, b) => b.score - a.score))
    if (!kept.some((better) => covers(better.box, line.box))) kept.push(line)
  return kept
}

export function covers(better: PixelBox, box: PixelBox): boolean {
  const radians = (better.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const [dx, dy] = [box.centreX - better.centreX, box.centreY - better.centreY]
  return Math.abs(dx * cos + dy * sin) < 0.4 * better.width && Math.abs(dy * cos - dx * sin) < 0.5 * better.height
}
