import { readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { expect, test } from 'vitest'

/** How readers are spoken to: in the apps, their kit and their mails alike. Whoever goes from one to the other is not another person there. */
const OTHERWISE = {
  de: /(?<!\p{L})(du|dich|dir|dein(e[mnrs]?)?)(?!\p{L})/iu,
  nl: /(?<!\p{L})(u|uw)(?!\p{L})/iu,
  fr: /(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/iu,
} as const

test.for(Object.keys(OTHERWISE) as (keyof typeof OTHERWISE)[])(
  'texts in %s speak to their readers in one way',
  async (language) => {
    const files = globSync([
      `clients/**/texts/**/${language}.ts`,
      `clients/web/i18n/kit/${language}.ts`,
      `subgraphs/notifications/templates/${language}.ts`,
    ])
    expect(files.length).toBeGreaterThan(20)
    const found: string[] = []
    for (const file of files)
      for (const line of (await readFile(file, 'utf8')).split('\n')) {
        // An hour is “u” in Dutch, behind its number.
        const said = line.replaceAll(/\$\{\w+\} u\b/g, '')
        if (OTHERWISE[language].test(said)) found.push(`${file}: ${line.trim()}`)
      }
    expect(found).toEqual([])
  },
)
