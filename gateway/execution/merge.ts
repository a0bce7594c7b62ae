export type Data = Record<string, unknown>
/** Response keys and list indexes; in a plan, `@` stands for every element of a list. */
export type Path = readonly (string | number)[]

export const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

/** True for names that every object seems to have. Only an own property of such a name counts. */
const inherited = (key: string): boolean => key in Object.prototype

/** The object's own value at a key that a client may have chosen. */
export const own = (object: Data, key: string): unknown => (inherited(key) && !Object.hasOwn(object, key) ? undefined : object[key])

/** Merges one subgraph's data of an object into that of others. Lists of the same length are merged element by element. */
export function merge(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const value = source[key]
    // Assigning to `__proto__` would replace the object's prototype instead of adding a property.
    if (value === undefined || key === '__proto__') continue
    const old = own(target, key)
    if (isData(value) && isData(old)) merge(old, value)
    else if (Array.isArray(value) && Array.isArray(old) && value.length === old.length) mergeLists(old, value)
    else target[key] = value
  }
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (const [index, value] of source.entries()) {
    const old = target[index]
    if (isData(value) && isData(old)) merge(old, value)
    else if (Array.isArray(value) && Array.isArray(old) && value.length === old.length) mergeLists(old, value)
    else target[index] = value
  }
}

/** The objects at a plan's path below the given ones, without nulls. */
export function objectsAt(objects: readonly Data[], path: Path): Data[] {
  const found: Data[] = []
  for (const object of objects) collect(object, path, 0, found)
  return found
}

function collect(value: unknown, path: Path, index: number, found: Data[]): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    for (const element of value) collect(element, path, path[index] === '@' ? index + 1 : index, found)
  } else if (index === path.length) {
    if (isData(value)) found.push(value)
  } else if (isData(value)) collect(own(value, String(path[index])), path, index + 1, found)
}

/** The places of each of the objects below `root` along a plan's path, as clients write paths. */
export function placesOf(root: Data, path: Path, objects: ReadonlySet<Data>): Map<Data, Path[]> {
  const places = new Map<Data, Path[]>()
  const place: (string | number)[] = []
  const at = (part: string | number, value: unknown, index: number): void => {
    place.push(part)
    walk(value, index)
    place.pop()
  }
  const walk = (value: unknown, index: number): void => {
    if (Array.isArray(value)) {
      for (const [element, below] of value.entries()) at(element, below, path[index] === '@' ? index + 1 : index)
    } else if (!isData(value)) return
    else if (index < path.length) {
      const key = String(path[index])
      at(key, own(value, key), index + 1)
    } else if (objects.has(value)) {
      const known = places.get(value)
      if (known) known.push([...place])
      else places.set(value, [[...place]])
    }
  }
  walk(root, 0)
  return places
}
