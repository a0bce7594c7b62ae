import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import countriesUrl from 'world-atlas/countries-50m.json?url'
import cityUrl from './city.json?url'
import type { Ground } from './style.ts'

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>

/** The map that comes with us, from our own origin: asked for when a map is opened, and kept for good by its name. */
export async function loadGround(): Promise<Ground> {
  const [world, city] = await Promise.all([read<World>(countriesUrl), read<FeatureCollection>(cityUrl)])
  const countries = feature(world, world.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>
  return { countries, names: { type: 'FeatureCollection', features: countries.features.map(nameOf) }, city }
}

async function read<T>(url: string): Promise<T> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`)
  return (await response.json()) as T
}

/** A country's name in the middle of its largest part; of two that are too close, the larger country's is shown. */
function nameOf({ geometry, properties }: Feature<Polygon | MultiPolygon, { name: string }>): Feature {
  const rings = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(([ring = []]) => ring)
  const [largest] = rings.map(spanOf).sort((a, b) => b.size - a.size)
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: largest?.middle ?? [0, 0] },
    properties: { name: properties.name, order: -(largest?.size ?? 0) },
  }
}

function spanOf(ring: Position[]): { size: number; middle: Position } {
  const xs = ring.map(([x = 0]) => x)
  const ys = ring.map(([, y = 0]) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return { size: (east - west) * (north - south), middle: [(west + east) / 2, (south + north) / 2] }
}
