/** A line of two texts laid over each other. */
export interface DiffLine {
  sign: ' ' | '+' | '-'
  text: string
}

/** Which lines one text has that the other has not, by the longest row of lines that both have. Documents have at most some thousand lines. */
export function diffOf(before: string, after: string): DiffLine[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  // The length of the longest common row from each pair of places on.
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      (common[i] as Uint16Array)[j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      lines.push({ sign: ' ', text: old[i] ?? '' })
      i++
      j++
    } else if (j >= fresh.length || (i < old.length && at(i + 1, j) >= at(i, j + 1)))
      lines.push({ sign: '-', text: old[i++] ?? '' })
    else lines.push({ sign: '+', text: fresh[j++] ?? '' })
  }
  return lines
}
