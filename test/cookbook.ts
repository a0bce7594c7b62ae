import { randomUUID } from 'node:crypto'

/** Values by the names that the page has for them, between < and >. */
export type Known = Record<string, unknown>

const ANYTHING = '…'
const NAMED = /^<(.+)>$/

/** Variables with values in the places of their names. */
export function fillIn(variables: unknown, known: Known): unknown {
  if (Array.isArray(variables)) return variables.map((each) => fillIn(each, known))
  if (isObject(variables)) return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, fillIn(value, known)]))
  const name = nameOf(variables)
  if (name === undefined) return variables
  if (name === 'new UUID') return randomUUID()
  if (!(name in known)) throw new Error(`No answer before has said what <${name}> is.`)
  return known[name]
}

/** What an answer has named that was not known, if it is as the page says; else where it is not. */
export function compare(page: unknown, answer: unknown, known: Known): { names: Known } | { differs: string } {
  const names: Known = {}
  const differs = differenceAt('answer', page, answer, known, names)
  return differs === undefined ? { names } : { differs }
}

function differenceAt(path: string, page: unknown, answer: unknown, known: Known, names: Known): string | undefined {
  const otherwise = `${path} is ${JSON.stringify(answer)}, and not ${JSON.stringify(page)}`
  const name = nameOf(page)
  if (page === ANYTHING || (name !== undefined && !(name in known) && !(name in names))) {
    if (answer === null || answer === undefined) return otherwise
    if (name !== undefined) names[name] = answer
    return undefined
  }
  if (name !== undefined) return answer === (known[name] ?? names[name]) ? undefined : otherwise
  if (Array.isArray(page)) {
    if (!Array.isArray(answer)) return otherwise
    const wanted = page.filter((each) => each !== ANYTHING)
    if (wanted.length === page.length && wanted.length !== answer.length) return otherwise
    return firstOf(wanted, (each, i) => {
      if (wanted.length === page.length) return differenceAt(`${path}[${i}]`, each, answer[i], known, names)
      return answer.some((one) => tries(each, one, known, names)) ? undefined : otherwise
    })
  }
  if (!isObject(page)) return page === answer ? undefined : otherwise
  if (!isObject(answer)) return otherwise
  const keys = [...new Set([...Object.keys(page), ...Object.keys(answer)])]
  return firstOf(keys, (key) =>
    key in page && key in answer
      ? differenceAt(`${path}.${key}`, page[key], answer[key], known, names)
      : `${path}.${key} is only on one side`,
  )
}

/** Whether it fits; only then are its names kept. */
function tries(page: unknown, answer: unknown, known: Known, names: Known): boolean {
  const found = compare(page, answer, { ...known, ...names })
  if ('differs' in found) return false
  Object.assign(names, found.names)
  return true
}

function firstOf<T>(all: readonly T[], find: (each: T, index: number) => string | undefined): string | undefined {
  for (const [i, each] of all.entries()) {
    const found = find(each, i)
    if (found !== undefined) return found
  }
  return undefined
}

const nameOf = (value: unknown): string | undefined => (typeof value === 'string' ? NAMED.exec(value)?.[1] : undefined)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
