import { invalid } from './errors.ts'
import { type Form, part, text } from './form.ts'
import { idOf, type Kind, now, type Objects, type World } from './state.ts'

/** A page of a kind of objects, newest first, as every list of Stripe's: `starting_after`, `ending_before`, `created`, and its own filters. */
export function list<K extends Kind>(world: World, kind: K, form: Form, filters: (keyof Objects[K] & string)[]) {
  const given = part(form['created'])
  const bounds = { gte: limit(given['gte']), gt: limit(given['gt']), lte: limit(given['lte']), lt: limit(given['lt']) }
  const meets = (object: Objects[K]) => {
    const created = 'created' in object ? object.created : 0
    return (
      created >= (bounds.gte ?? 0) &&
      created > (bounds.gt ?? -1) &&
      created <= (bounds.lte ?? Infinity) &&
      created < (bounds.lt ?? Infinity) &&
      filters.every((name) => text(form[name]) === null || object[name] === form[name])
    )
  }
  // Objects are kept in the order in which they were made.
  const all = [...world.tables[kind].values()].reverse().filter(meets)
  const size = Math.min(Number(text(form['limit']) ?? 10), 100)
  const [after, before] = [text(form['starting_after']), text(form['ending_before'])]
  const at = (id: string, param: string) => {
    const index = all.findIndex((object) => object.id === id)
    if (index === -1) throw invalid(`No such ${kind}: '${id}'`, param, 'resource_missing')
    return index
  }
  if (before !== null) {
    const end = at(before, 'ending_before')
    return page(kind, all.slice(Math.max(0, end - size), end), end > size)
  }
  const start = after === null ? 0 : at(after, 'starting_after') + 1
  return page(kind, all.slice(start, start + size), all.length > start + size)
}

const limit = (value: Form[string]) => (text(value) === null ? null : Number(value))
const page = (kind: Kind, data: unknown[], more: boolean) => ({ object: 'list', url: `/v1/${kind}s`, has_more: more, data })

/** A search by metadata. It sees nothing that is younger than the lag. */
export function search(world: World, query: string) {
  const [, name, value] = /^metadata\[['"](\w+)['"]\]\s*:\s*['"]([^'"]*)['"]$/.exec(query) ?? []
  if (name === undefined) throw invalid('We were unable to parse your search query. (SANDBOX: metadata alone)', 'query')
  const seen = now(world) - world.searchLagMs / 1000
  const data = [...world.tables.payment_intent.values()].filter(
    ({ created, metadata }) => created <= seen && metadata[name] === value,
  )
  return { object: 'search_result', url: '/v1/payment_intents/search', has_more: false, next_page: null, data }
}

/** An answer as it goes out: with what `expand` asks for put in, and with the lies that were ordered. */
export function shown(world: World, answer: object, expand: readonly string[]): unknown {
  const copy = lie(world, structuredClone(answer))
  for (const path of expand) put(world, copy, path.split('.'))
  return copy
}

function put(world: World, at: unknown, [name, ...rest]: string[]): void {
  if (name === undefined || typeof at !== 'object' || at === null) return
  if (Array.isArray(at)) return at.forEach((each) => put(world, each, [name, ...rest]))
  // An object of ours, and names that the caller asks for.
  const object = at as Record<string, unknown>
  if (name === 'refunds' && object['object'] === 'charge') {
    const data = [...world.tables.refund.values()].filter(({ charge }) => charge === object['id']).reverse()
    object['refunds'] = {
      object: 'list',
      url: `/v1/charges/${idOf(object['id'])}/refunds`,
      has_more: data.length > 10,
      data: data.slice(0, 10),
    }
  }
  const value = object[name]
  if (typeof value === 'string') object[name] = lie(world, structuredClone(byId(world, value) ?? value))
  put(world, object[name], rest)
}

const byId = (world: World, id: string): object | undefined =>
  Object.values(world.tables)
    .map((table) => table.get(id))
    .find((found) => found !== undefined)

function lie(world: World, answer: unknown): unknown {
  if (world.lies.size === 0 || typeof answer !== 'object' || answer === null) return answer
  for (const value of Object.values(answer)) lie(world, value)
  const told = 'id' in answer && typeof answer.id === 'string' ? world.lies.get(answer.id) : undefined
  return told ? Object.assign(answer, told) : answer
}
