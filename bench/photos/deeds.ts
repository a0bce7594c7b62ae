import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Material } from '#lib/events.ts'
import { dashboardPhoto } from '../../test/photos.ts'
import type { Pixels } from '../../verification/pixels.ts'
import { drawnText, KINDS } from '../../verification/training/drawn-text.ts'
import { DATA } from '../../verification/training/evaluate-data.ts'
import { before, now, type Variant } from './variants/models.ts'
import { percent, type Row } from './variants/row.ts'

/** Of each kind of forgery; items fewer for a quick look. */
const [EACH, ITEMS] = [
  Math.ceil(Number(process.env['BENCH_PHOTOS'] ?? 100) / KINDS.length),
  Number(process.env['BENCH_PHOTOS'] ?? Infinity),
]

export async function* rows(): AsyncGenerator<Row> {
  const [then, today] = [await before(), await now()]
  const row = async (measure: string, of: (variant: Variant) => Promise<string>, goal: string): Promise<Row> => {
    return { measure, before: await of(then), now: await of(today), goal }
  }
  yield row(`drawn text of ${KINDS.length} kinds (${EACH * KINDS.length}): approved with a previous reading`, forged, '0')
  yield row(`the demo's drawn dashboards (${HONEST}): called no dashboard / not sure`, doubted, '0')
  const items = await testItems()
  if (items.length > 0)
    yield row(
      `honest recycling (${items.length}, of the test part): approved / of these right`,
      (variant) => recycled(variant, items),
      '40 / ≥ 98 %',
    )
}

async function forged({ engine, threshold }: Variant): Promise<string> {
  let approved = 0
  for (const kind of KINDS)
    for (let seed = 0; seed < EACH; seed++) {
      const { photo, reading } = await drawnText(kind, seed)
      const read = await engine.readOdometer({ kind: 'odometer', photo, guideFrame: null, previous: Math.max(0, reading - 300) })
      const shown = (read.dashboard ?? 1) >= threshold('DASHBOARD', 'least')
      approved += Number(shown && read.confidence >= threshold('ODOMETER_READER', 'approve'))
    }
  return String(approved)
}

const HONEST = 20

async function doubted({ scene, threshold }: Variant): Promise<string> {
  const likely: number[] = []
  for (let seed = 1; seed <= HONEST; seed++) {
    const { jpeg } = await dashboardPhoto({ reading: 40_000 + 137 * seed, seed, style: seed % 2 ? 'segments' : 'screen' })
    likely.push(await scene(await pixelsOf(jpeg)))
  }
  const below = (name: string) => likely.filter((each) => each < (threshold('DASHBOARD', name) || 0)).length
  return `${below('least')} / ${below('sure')}`
}

interface Item {
  file: string
  material: Material | 'TRASH'
}

const MATERIALS: readonly Material[] = ['CARDBOARD', 'GLASS', 'METAL', 'PAPER', 'PLASTIC']

/** None without the licensed photos, or before `deeds_split.py` has divided them. */
async function testItems(): Promise<Item[]> {
  const split = join(import.meta.dirname, '../../verification/training/.cache/deeds-split.json')
  if (!existsSync(DATA) || !existsSync(split)) return []
  const parts = JSON.parse(await readFile(split, 'utf8')) as Record<string, { material: string; part: string }>
  return Object.entries(parts)
    .filter(([, { part }]) => part === 'test')
    .slice(0, ITEMS)
    .map(([file, { material }]) => ({ file, material: material.toUpperCase() as Item['material'] }))
}

/** Each photo under its own material is honest; under another one its approval is wrong. */
async function recycled({ engine }: Variant, items: readonly Item[]): Promise<string> {
  const counts = { right: 0, wrong: 0 }
  for (const { file, material } of items) {
    const photo = await pixelsOf(await readFile(join(DATA, 'waste/images', file)))
    for (const claim of MATERIALS) {
      const { judgement } = await engine.judgeDeed({ kind: 'deed', photo, task: 'RECYCLING', material: claim })
      if (judgement && judgement.confidence >= judgement.approveAt) counts[claim === material ? 'right' : 'wrong']++
    }
  }
  return `${percent(counts.right, items.length)} / ${percent(counts.right, counts.right + counts.wrong)}`
}

async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
