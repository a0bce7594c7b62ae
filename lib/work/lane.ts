/** Work that is done several at a time, as it becomes due. */
export interface Lane {
  /** Takes as much as there is room for. */
  fill: () => Promise<void>
  underWay: ReadonlySet<Promise<void>>
}

/** `work` never rejects. */
export function createLane<Item>(options: {
  room: (underWay: number) => number
  claim: (limit: number) => Promise<readonly Item[]>
  work: (item: Item) => Promise<void>
  /** Something has ended, and more may wait. */
  freed: () => void
}): Lane & { begin: (item: Item) => Promise<void> } {
  const { room, claim, work, freed } = options
  let full = false
  const underWay = new Set<Promise<void>>()
  const begin = (item: Item): Promise<void> => {
    const running = work(item).finally(() => {
      underWay.delete(running)
      if (full) freed()
    })
    underWay.add(running)
    return running
  }
  return {
    underWay,
    begin,
    fill: async () => {
      for (;;) {
        const limit = room(underWay.size)
        full = limit <= 0
        if (full) return
        const items = await claim(limit)
        for (const item of items) void begin(item)
        if (items.length < limit) return
      }
    },
  }
}
