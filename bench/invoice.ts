import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { createLog } from '#lib/log.ts'
import { invoiceFor, randomCost } from '../subgraphs/payments/invoices/invoice.fixture.ts'
import type { InvoiceData } from '../subgraphs/payments/invoices/invoice-data.ts'
import { LANGUAGES } from '../subgraphs/payments/language.ts'
import { render } from '../subgraphs/payments/invoices/render.ts'
import { openRenderer } from '../subgraphs/payments/invoices/renderer.ts'

const INVOICES = 400

/** Milliseconds of an invoice's PDF with its XML, one after the other; goal: p95 of 300. Beside it, how long the process was held up. */
export async function run(): Promise<void> {
  const bills = Array.from({ length: INVOICES }, (_, seed) => seed).map((seed): InvoiceData => {
    const language = LANGUAGES[seed % LANGUAGES.length] ?? 'en'
    return invoiceFor(randomCost(seed), { language, number: `2026-${seed + 1}` })
  })
  console.log('| where | first, ms | p50 | p95 | p99 | longest hold-up of the process, ms |')
  console.log('|---|---|---|---|---|---|')
  await using renderer = openRenderer({ log: createLog('bench', { level: 'silent' }) })
  await measure('in the thread', bills, (data) => renderer.render(data, 'pdf'))
  await measure('in the process itself', bills, (data) => render(data, 'pdf'))
}

async function measure(
  where: string,
  bills: readonly InvoiceData[],
  write: (data: InvoiceData) => Promise<Uint8Array>,
): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const times: number[] = []
  for (const data of bills) {
    const begun = performance.now()
    await write(data)
    times.push(performance.now() - begun)
    // Between invoices the process may do something else.
    await setImmediate()
  }
  delay.disable()
  const [first = 0, ...others] = times
  others.sort((a, b) => a - b)
  const at = (part: number) => others[Math.floor(others.length * part)]?.toFixed(1)
  console.log(`| ${where} | ${first.toFixed(0)} | ${at(0.5)} | **${at(0.95)}** | ${at(0.99)} | ${(delay.max / 1e6).toFixed(0)} |`)
}
