/** Where a tab keeps what one reader is filling in. `forgetReader` knows these by how they begin. */
export function keptDraft(reader: string | null, name: string) {
  const key = `evergraph.draft/${reader}/${name}`
  return {
    read(): object {
      const kept = sessionStorage.getItem(key)
      return kept === null ? {} : (JSON.parse(kept) as object)
    },
    write: (draft: object): void => sessionStorage.setItem(key, JSON.stringify(draft)),
    forget: (): void => sessionStorage.removeItem(key),
  }
}
