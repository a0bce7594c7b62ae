import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DATA, labelledPhotos, type LabelledPhoto } from '../../verification/training/evaluate-data.ts'
import { forged, FORGERIES } from './variants/forged.ts'
import { judged, type Judged } from './variants/judged.ts'
import { before, now, type Variant } from './variants/models.ts'
import { pasted } from './variants/pasted.ts'
import { percent, type Row } from './variants/row.ts'

/** Forged photos of each kind. */
const EACH = Number(process.env['BENCH_FORGED'] ?? 20)
/** Photos that pass, in which a digit is pasted. */
const ORIGINALS = Number(process.env['BENCH_PASTED'] ?? 40)
/** Checks that look for forgeries. */
const CHECKS = ['drawing', 'copied-digits', 'error-level'] as const

/** Forgeries that the whole path approves, with a good previous reading; and honest photos about which its checks ask. Before: without `copied-digits`. */
export async function* rows(): AsyncGenerator<Row> {
  const [then, today] = [await before(), await now()]
  for (const kind of FORGERIES) {
    const approved = { before: 0, now: 0 }
    for (let seed = 0; seed < EACH; seed++) {
      const { jpeg, reading } = await forged(kind, seed)
      approved.before += Number(passed(await judged(then, jpeg, reading - 300)))
      approved.now += Number((await judged(today, jpeg, reading - 300)).approved)
    }
    yield {
      measure: `forged, ${kind}: approved of ${EACH}`,
      before: String(approved.before),
      now: String(approved.now),
      goal: '0',
    }
  }
  const photos = await testPhotos()
  if (photos.length > 0) yield* honest(today, photos)
}

/** Approved but for the check that is new. */
const passed = ({ findings }: Judged): boolean =>
  findings.every(({ check, outcome }) => check === 'copied-digits' || outcome === 'PASS' || outcome === 'UNKNOWN')

async function* honest(variant: Variant, photos: readonly LabelledPhoto[]): AsyncGenerator<Row> {
  const asked = new Map<string, number>(CHECKS.map((name) => [name, 0]))
  let [originals, then, today, without] = [0, 0, 0, 0]
  for (const [i, { file, reading, box }] of photos.entries()) {
    const seen = await judged(variant, await readFile(join(DATA, 'odometer/images', file)), Math.max(0, reading - 700))
    without += Number(passed(seen))
    for (const { check, outcome } of seen.findings)
      if (asked.has(check) && outcome === 'FLAG') asked.set(check, (asked.get(check) ?? 0) + 1)
    const changed = seen.approved && originals < ORIGINALS ? await pasted(seen, box, i) : null
    if (!changed) continue
    originals++
    const forgery = await judged(variant, changed.jpeg, Math.max(0, reading - 700))
    then += Number(passed(forgery))
    today += Number(forgery.approved)
  }
  yield {
    measure: `one digit pasted over another (${originals} that pass): approved`,
    before: String(then),
    now: String(today),
    goal: '≤ 10',
  }
  const shares = CHECKS.map((name) => `${name} ${percent(asked.get(name) ?? 0, photos.length)}`)
  yield {
    measure: `honest photos (${photos.length}, of which ${without} pass without it) asked by each check`,
    before: '–',
    now: `${shares.join(', ')} (${CHECKS.map((name) => asked.get(name)).join(', ')})`,
    goal: '≤ 2 %',
  }
}

/** Of vehicles that nothing was tuned on. None without the licensed photos, or before `split.py` and `straighten.py` have divided them. */
async function testPhotos(): Promise<LabelledPhoto[]> {
  const split = join(import.meta.dirname, '../../verification/training/.cache/straight.json')
  return existsSync(DATA) && existsSync(split) ? (await labelledPhotos()).filter(({ part }) => part === 'test') : []
}
