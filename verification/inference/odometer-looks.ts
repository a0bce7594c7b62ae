import type { Frame } from '#lib/events.ts'
import { greyWhereNeeded, halvedGrey, halvings, type Grey } from '../networks/grey.ts'
import type { FoundLine } from '../networks/east.ts'
import { moved } from '../networks/rectify.ts'
import { whole } from '../networks/resize.ts'
import type { Pixels } from '../pixels.ts'
import { search, wayUp, type Quarters, type View } from './finder.ts'
import { around, cutBox, CUTS, frameBoxes, MIDDLE, placed, type FoundBox } from './odometer-boxes.ts'
import { readLines, type ReadLine } from './odometer-lines.ts'
import type { OdometerModels } from './odometer-models.ts'

/** A box with what each of its cuts reads. */
export interface ReadBox {
  found: FoundBox
  reads: ReadLine[]
}

/** A photo that is looked at in steps. Each is taken once, whoever asks for it. */
export interface Looked {
  photo: Pixels
  grey: Grey
  /** The steps with this guide frame, or without one, the cheapest first. Each tells the boxes that it adds. */
  steps(frame: Frame | null): (() => Promise<ReadBox[]>)[]
}

export function looksAt(models: OdometerModels, photo: Pixels): Looked {
  const { finder } = models
  const grey = greyWhereNeeded(photo)
  const read = (boxes: readonly FoundBox[]) => readBoxes(models, grey, boxes)
  if (!finder) return { photo, grey, steps: (frame) => [() => read(frameBoxes(frame ?? MIDDLE, photo))] }

  const measure = finder.entry.input.channels === 'MEAN' ? 'MEAN' : 'GREY'
  const sizes = halvings(measure === 'MEAN' ? greyWhereNeeded(photo, measure) : grey, () => halvedGrey(photo, measure))
  const { decoder } = finder.entry
  const view: View = { area: whole(photo), quarters: 0, looks: decoder.looks, mostScale: Infinity, most: decoder.most }
  const usual = once(() => search(finder, sizes, view))
  const sure = async () => (await usual()).filter(({ score }) => score >= decoder.sure)
  const lies = once<Quarters>(async () => {
    const score = (await usual())[0]?.score ?? 0
    return score >= decoder.sure ? 0 : wayUp(finder, sizes, score)
  })
  const onItsSide = once(async () => ((await lies()) === 0 ? [] : search(finder, sizes, { ...view, quarters: await lies() })))
  const closer = once(async () =>
    decoder.closer.length === 0
      ? []
      : search(finder, sizes, { ...view, looks: decoder.closer, quarters: await lies() }, [
          ...(await sure()),
          ...(await onItsSide()),
        ]),
  )
  const inFrame = async (frame: Frame): Promise<FoundBox[]> => {
    const high = frame.height * photo.height > frame.width * photo.width
    const mostScale = FRAME_HEIGHT / Math.min(frame.height * photo.height, frame.width * photo.width)
    const framed = { ...view, area: around(frame, photo), mostScale }
    const turns: Quarters[] = high ? [1, -1] : [0]
    const lines: FoundLine[] = []
    for (const quarters of turns) lines.push(...(await search(finder, sizes, { ...framed, quarters }, await sure())))
    const boxes = lines.map(foundBox)
    const seen = placed([...boxes, ...(await usual()).map(foundBox)], frame, photo)
    return seen.some(({ place, score }) => place === 'INSIDE' && score > FRAME_SCORE)
      ? boxes
      : [...boxes, ...frameBoxes(frame, photo)]
  }
  const asRead = (look: () => Promise<FoundLine[]>) => once(async () => read((await look()).map(foundBox)))
  const [readUsual, readSide, readCloser] = [asRead(usual), asRead(onItsSide), asRead(closer)] as const
  const readWider = once(async () => widened(await readUsual(), read))
  const readFrame = new Map<Frame, () => Promise<ReadBox[]>>()
  const framedOnce = (frame: Frame) => {
    const step = readFrame.get(frame) ?? once(async () => read(await inFrame(frame)))
    readFrame.set(frame, step)
    return step
  }
  return {
    photo,
    grey,
    steps: (frame) => [readUsual, ...(frame ? [framedOnce(frame)] : []), readWider, readSide, readCloser],
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => (result ??= work())
}

const foundBox = ({ box, score, kind }: FoundLine): FoundBox => ({
  box,
  score: kind === ODOMETER ? score : score * TRIP_SHARE,
  place: 'ANYWHERE',
})

/** The finder's kinds: odometer, trip meter. A trip meter's box is read too, because finders mix them up. */
const ODOMETER = 0
const TRIP_SHARE = 0.3

/** The best lines that are read again with room for a digit more, at the right and at the left, where nothing is clear. */
const WIDENED = 2

/** The best of these boxes again, with room for a digit more. */
export async function widened(
  boxes: readonly ReadBox[],
  read: (boxes: readonly FoundBox[]) => Promise<ReadBox[]>,
): Promise<ReadBox[]> {
  const narrow = boxes.slice(0, WIDENED)
  const wide = await read(narrow.flatMap(({ found }) => wider(found)))
  return wide.filter((box, i) => showsMore(box, narrow[i >> 1]))
}

const wider = (found: FoundBox): FoundBox[] =>
  [1, -1].map((side) => {
    const { box } = found
    return { ...found, box: moved({ ...box, width: box.width + DIGIT * box.height }, (side * DIGIT) / 2, 0) }
  })

/** A wider box is only believed if most of its cuts show the number of the narrow one and more. Else it is the same number, read worse. */
function showsMore(wide: ReadBox, narrow: ReadBox | undefined): boolean {
  const [more, less] = [mostRead(wide.reads), mostRead(narrow?.reads ?? [])]
  return more.count > wide.reads.length / 2 && more.text.length > less.text.length && more.text.includes(less.text)
}

/** The text that most cuts read, and how many do. */
function mostRead(reads: readonly ReadLine[]): { text: string; count: number } {
  const counts = new Map<string, number>()
  for (const { line } of reads) counts.set(line.text, (counts.get(line.text) ?? 0) + 1)
  return [...counts].reduce((best, [text, count]) => (count > best.count ? { text, count } : best), { text: '', count: 0 })
}

/** A digit with its distance to the next, in heights of a box. */
const DIGIT = 0.9

/** The height to which a guide frame is brought, in pixels. Digits that fill it well then have the height that the finder knows best. */
const FRAME_HEIGHT = 40

/** Above this score of a line in the frame, the frame itself is not read: it would only cut numbers short. */
const FRAME_SCORE = 0.3

/** Reads every cut of every box as one batch. */
export async function readBoxes({ reader }: OdometerModels, photo: Grey, boxes: readonly FoundBox[]): Promise<ReadBox[]> {
  const cuts = boxes.flatMap(({ box }) => CUTS.map((cut) => cutBox(box, cut)))
  const reads = await readLines(reader, photo, cuts)
  return boxes.map((found, i) => ({ found, reads: reads.slice(i * CUTS.length, (i + 1) * CUTS.length) }))
}
