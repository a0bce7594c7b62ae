import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { simpleParser } from 'mailparser'

/** A mail as its reader sees it. */
export interface Mail {
  subject: string
  text: string
}

const LOOK_MS = 100

/** Waits for a mail to somebody in the folder that mails are written to. Whoever calls limits the time. */
export async function mailTo(folder: string, address: string, wanted: (mail: Mail) => boolean): Promise<Mail> {
  const seen = new Set<string>()
  for (;;) {
    // The folder is made with the first mail.
    const files = (await readdir(folder).catch((): string[] => [])).filter((name) => name.endsWith('.eml') && !seen.has(name))
    for (const name of files.sort()) {
      seen.add(name)
      const { to, subject = '', text = '' } = await simpleParser(await readFile(join(folder, name)))
      const readers = [to ?? []].flat().flatMap(({ value }) => value.map((one) => one.address))
      if (readers.includes(address) && wanted({ subject, text })) return { subject, text }
    }
    await wait(LOOK_MS)
  }
}
