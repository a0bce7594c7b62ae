import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

const GENERATED = '/generated/graphql.ts'
const APART = `${GENERATED}?document=`
/** A document as codegen writes it: its name and its text. */
const DOCUMENT = /^export const (\w+) = new TypedDocumentString\((`[^`]*`)[^;]*;$/gm

/**
 * Codegen writes all operations of an app into one file. With this each is bundled as a file of its own: a page brings those that it uses, and the first page
 * none of the others. Pages import them as ever.
 */
export function documentsApart(): Plugin {
  const texts = new Map<string, Promise<Map<string, string>>>()
  return {
    name: 'documents-apart',
    enforce: 'pre',
    apply: 'build',
    resolveId: {
      filter: { id: /\?document=/ },
      handler: (id, importer = '') => importer.slice(0, -GENERATED.length) + id,
    },
    load: {
      filter: { id: /\/generated\/graphql\.ts(\?document=|$)/ },
      async handler(id) {
        const [path = '', wanted] = id.split('?document=')
        const read = texts.get(path) ?? textsIn(path)
        texts.set(path, read)
        const documents = await read
        const code = wanted
          ? // An object, as codegen's are: what was read of a document is remembered by it.
            `export const ${wanted} = new String(${documents.get(wanted)})`
          : [...documents.keys()].map((name) => `export { ${name} } from '${APART}${name}'`).join('\n')
        return { code, moduleType: 'js', moduleSideEffects: false }
      },
    },
  }
}

async function textsIn(path: string): Promise<Map<string, string>> {
  const found = (await readFile(path, 'utf8')).matchAll(DOCUMENT)
  return new Map([...found].map(([, name = '', text = '']) => [name, text]))
}
