import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Of these files of a built app. Most have the hash of what is in them in their names. The page and the manifest have not: browsers that keep an old one would
 * keep it for good.
 */
export async function versionOf(folder: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths)
    hash.update(`${path}\n`).update(
      createHash('sha256')
        .update(await readFile(join(folder, path)))
        .digest(),
    )
  return hash.digest('base64url').slice(0, 12)
}
