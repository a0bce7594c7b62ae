import { altered, ALTERATIONS } from '../../verification/duplicates/alterations.fixture.ts'
import { bytesOf, embedder, listed, printOf, printsOf, type Embedder } from './copies/known.ts'
import { searchOf, type Found, type Known } from './copies/search.ts'
import { percent, type Row } from './variants/row.ts'

/** Photos that are altered and sent again. */
const PHOTOS = Number(process.env['BENCH_PHOTOS'] ?? 60)
/** What issue 14 names: found when it began, and where it must go, in per cent. */
const NAMED: Record<string, readonly [before: string, goal: string]> = {
  'perspective 6 %': ['20 %', '95 %'],
  'perspective 12 %': ['3 %', '90 %'],
  'screenshot with bars': ['18 %', '95 %'],
  'white border 8 %': ['60 %', '99 %'],
  'photo of a screen': ['8 %', '80 %'],
  'crop 20 %': ['82 %', '95 %'],
  'crop 35 %': ['5 %', '70 %'],
  'turn −8°': ['60 %', '97 %'],
  'turn 180°': ['95 %', '99 %'],
}

/**
 * Copies of dashboards of vehicles that the embedding has not seen, searched among all photos of the data. `BENCH_COPIES=all` tries every alteration;
 * else those that issue 14 names. "Before" is what the issue says was found.
 */
export async function* rows(): AsyncGenerator<Row> {
  const photos = await listed()
  if (!photos) return
  const model = await embedder()
  const prints = await printsOf(photos, model)
  const earlier = photos.flatMap((photo, i): Known[] => (prints[i] ? [{ ...photo, print: prints[i] }] : []))
  const search = searchOf(earlier)
  const unseen = earlier.filter(({ part, set }) => part === 'test' && set === 'odometer')
  const sent = spread(unseen, PHOTOS)
  const names = process.env['BENCH_COPIES'] === 'all' ? Object.keys(ALTERATIONS) : Object.keys(NAMED)
  for (const name of names) yield await copies(name, sent, search, model)
  yield* alarms(unseen, earlier, search)
}

async function copies(name: string, sent: readonly Known[], search: ReturnType<typeof searchOf>, model: Embedder): Promise<Row> {
  const alteration = ALTERATIONS[name]
  if (!alteration) throw new Error(`no alteration ${name}`)
  let [byHash, byEmbedding, found] = [0, 0, 0]
  for (const photo of sent) {
    const print = await printOf(await altered(await bytesOf(photo), alteration), model)
    const own = search(print, (of) => of === photo).filter(({ of }) => of === photo)
    byHash += Number(own.some(({ by }) => by !== 'EMBEDDING'))
    byEmbedding += Number(own.some(({ by }) => by === 'EMBEDDING'))
    found += Number(own.length > 0)
  }
  const [before, goal] = NAMED[name] ?? ['–', '–']
  const ways = `by hash ${percent(byHash, sent.length)}, by embedding ${percent(byEmbedding, sent.length)}`
  return { measure: `copies found (${sent.length}): ${name}`, before, now: `${percent(found, sent.length)} (${ways})`, goal }
}

async function* alarms(
  honest: readonly Known[],
  earlier: readonly Known[],
  search: ReturnType<typeof searchOf>,
): AsyncGenerator<Row> {
  const pairs = { same: 0, other: 0 }
  const alarmed = { same: 0, other: 0 }
  let [asked, hashed] = [0, 0]
  for (const photo of honest) {
    const side = (of: Known) => (of.group === photo.group ? 'same' : 'other')
    const found: Found[] = search(photo.print, (of) => of !== photo && of.part !== 'copy').filter(
      ({ of }) => of !== photo && of.part !== 'copy',
    )
    for (const { of, by } of found) if (by === 'EMBEDDING') alarmed[side(of)]++
    hashed += found.filter(({ by }) => by !== 'EMBEDDING').length
    asked += Number(found.length > 0)
    for (const of of earlier) if (of !== photo && of.part !== 'copy') pairs[side(of)]++
  }
  const row = (measure: string, before: string, now: string, goal: string): Row => ({ measure, before, now, goal })
  const share = (part: number, of: number) => `${(part / of).toExponential(1)} (${part} of ${of})`
  yield row('false alarms between different vehicles, pairs', '4.9e-5', share(alarmed.other, pairs.other), '≤ 1e-4')
  yield row('false alarms within one vehicle, pairs', '2.4e-3', share(alarmed.same, pairs.same), '≤ 2e-3')
  yield row('false alarms by hash, pairs', '0', String(hashed), '0')
  yield row('honest photos that are like any earlier one', '5.9 %', percent(asked, honest.length), '–')
}

/** `count` of them, evenly from all. */
const spread = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, i) => Math.floor((i * count) / all.length) !== Math.floor(((i - 1) * count) / all.length))
