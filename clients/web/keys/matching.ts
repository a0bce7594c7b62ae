/** What is typed and what is found are compared without accents and capitals. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Those whose names have every word that was typed; the ones that begin with it first. */
export function matching<Named extends { name: string }>(all: readonly Named[], typed: string): Named[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const found = all.filter(({ name }) => words.every((word) => plain(name).includes(word)))
  const begins = ({ name }: Named) => Number(!plain(name).startsWith(words[0] ?? ''))
  return found.toSorted((a, b) => begins(a) - begins(b))
}
