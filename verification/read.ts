import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createLog } from '#lib/log.ts'
import type { Material } from '#lib/events.ts'
import { openDecoder } from './images/decoder.ts'
import { openInference } from './inference/inference.ts'
import { deedFinding, readingFinding } from './judging/verdict.ts'

const USAGE = `npm run read -- [options] PHOTO …

Reads odometers with the models in force, as the platform does, and prints a line of JSON for each photo.
  --previous N       the vehicle's last approved reading, in the display's unit
  --frame L,T,W,H    where the guide frame stood, in fractions of the upright photo
  --material NAME    judges recycling of CARDBOARD, GLASS, METAL, PAPER or PLASTIC instead
  --models FOLDER    a manifest with models of your own, beside the project's`

const MATERIALS: readonly string[] = ['CARDBOARD', 'GLASS', 'METAL', 'PAPER', 'PLASTIC'] satisfies Material[]

const { values, positionals } = parse()
const numbers = values.frame?.split(',').map(Number) ?? null
const previous = values.previous === undefined ? null : Number(values.previous)
if (
  positionals.length === 0 ||
  values.help ||
  (previous !== null && !(Number.isSafeInteger(previous) && previous >= 0)) ||
  (numbers && (numbers.length !== 4 || numbers.some((one) => !(one >= 0 && one <= 1)))) ||
  (values.material !== undefined && !MATERIALS.includes(values.material))
) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(values.help ? 0 : 64)
}

const log = createLog('read', { level: 'warn' })
await using decoder = openDecoder({ threads: 1, log })
await using inference = await openInference({ folder: values.models ?? null, log, workers: 1 })
const [left = 0, top = 0, width = 1, height = 1] = numbers ?? []
for (const photo of positionals) process.stdout.write(`${JSON.stringify({ photo, ...(await answer(photo)) })}\n`)

async function answer(photo: string): Promise<object> {
  const bytes = await readFile(photo).catch(() => null)
  if (bytes === null) return { refused: 'There is no such file, or it may not be read.' }
  const decoded = await decoder.decode({ bytes: new Uint8Array(bytes), anchors: [] })
  if ('refusal' in decoded) return { refused: decoded.refusal }
  if (values.material !== undefined) {
    // It is one of MATERIALS.
    const { judgement } = await inference.judgeDeed(decoded.pixels, 'RECYCLING', values.material as Material)
    const { outcome, reason } = deedFinding(judgement, 'RECYCLING')
    return { confidence: judgement?.confidence ?? null, outcome, reason, labels: judgement?.labels ?? [] }
  }
  const read = await inference.readOdometer(decoded.pixels, {
    guideFrame: numbers ? { left, top, width, height } : null,
    previous,
  })
  const { outcome, reason } = readingFinding(read, previous, inference.thresholds())
  return { text: read.text, value: read.value, confidence: read.confidence, outcome, reason, box: read.box }
}

function parse() {
  const options = {
    previous: { type: 'string' },
    frame: { type: 'string' },
    material: { type: 'string' },
    models: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${String(error)}\n\n${USAGE}\n`)
    process.exit(64)
  }
}
