import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const VERSION = '13.5.0'

interface Report {
  categories: Record<string, { score: number }>
  audits: Record<string, { numericValue?: number }>
}

/** What Lighthouse says of a page on a phone. It is fetched for this: it weighs more than all that we build with. Null where it cannot be. */
export async function lighthouse(url: string, chromium: string): Promise<string | null> {
  const file = join(await temporaryFolder(), 'lighthouse.json')
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu'].join(' ')
  try {
    await promisify(execFile)(
      'npm',
      // oxfmt-ignore
      ['exec', '--yes', '--package', `lighthouse@${VERSION}`, '--', 'lighthouse', url, '--quiet', '--output', 'json', '--output-path', file,
        `--chrome-flags=${flags}`, '--only-categories', 'performance,accessibility,best-practices', '--no-enable-error-reporting'],
      { env: { ...process.env, CHROME_PATH: chromium }, timeout: 180_000 },
    )
  } catch (error) {
    console.error(`Lighthouse could not be fetched or run: ${String(error).slice(0, 300)}`)
    return null
  }
  const { categories, audits } = JSON.parse(await readFile(file, 'utf8')) as Report
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  const ms = (name: string) => Math.round(audits[name]?.numericValue ?? Number.NaN)
  return [
    score('performance'),
    score('accessibility'),
    score('best-practices'),
    `${(ms('largest-contentful-paint') / 1000).toFixed(1)} s`,
    `${ms('total-blocking-time')} ms`,
    (audits['cumulative-layout-shift']?.numericValue ?? Number.NaN).toFixed(3),
  ].join(' | ')
}
