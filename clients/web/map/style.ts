import type { FeatureCollection } from 'geojson'
import type { StyleSpecification } from 'maplibre-gl'
import type { Colours } from './colours.ts'

/** What stands below the pins. */
export interface Ground {
  /** Land and borders: Natural Earth. */
  countries: FeatureCollection
  /** Names of countries, each a point. */
  names: FeatureCollection
  /** The drawn city. */
  city: FeatureCollection
}

/** The map that comes with us: countries of Natural Earth, and a city that is drawn. Nothing is asked of anybody else. */
export const ownStyle = ({ countries, names, city }: Ground, colours: Colours): StyleSpecification => ({
  version: 8,
  sources: {
    countries: { type: 'geojson', data: countries },
    names: { type: 'geojson', data: names },
    city: { type: 'geojson', data: city },
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.sunk } },
    { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': colours.page } },
    {
      id: 'borders',
      type: 'line',
      source: 'countries',
      paint: { 'line-color': colours.edge, 'line-width': 0.6, 'line-opacity': 0.6 },
    },
    area('town', colours.sunk),
    area('park', mixed(colours.page, colours.brand, 0.18)),
    street('lane', paving(colours), 13, 0.5, 5),
    street('road', paving(colours), 10, 1, 9),
    street('ring', paving(colours), 8, 1.5, 12),
    street('water', mixed(colours.sunk, colours.second, 0.3), 10, 1.5, 14),
    {
      id: 'names',
      type: 'symbol',
      source: 'names',
      maxzoom: 8,
      layout: { 'icon-image': ['concat', 'label/', ['get', 'name']], 'symbol-sort-key': ['get', 'order'] },
    },
  ],
})

/** Tiles that are pictures, by an address with `{z}`, `{x}` and `{y}`; dimmed where the page is dark. */
export const pictureStyle = (tiles: string, colours: Colours): StyleSpecification => ({
  version: 8,
  sources: { tiles: { type: 'raster', tiles: [tiles], tileSize: 256, maxzoom: 19 } },
  layers: [
    {
      id: 'tiles',
      type: 'raster',
      source: 'tiles',
      paint: isDark(colours) ? { 'raster-brightness-max': 0.65, 'raster-saturation': -0.3 } : {},
    },
  ],
})

/** Streets are lighter than the town, by day and by night. */
const paving = (colours: Colours) => (isDark(colours) ? colours.line : colours.card)

export const isDark = ({ page }: Colours) => Number(/\d+/.exec(page)?.[0]) < 128

const area = (kind: string, colour: string): StyleSpecification['layers'][number] => ({
  id: kind,
  type: 'fill',
  source: 'city',
  filter: ['==', ['get', 'kind'], kind],
  paint: { 'fill-color': colour },
})

const street = (kind: string, colour: string, from: number, thin: number, wide: number): StyleSpecification['layers'][number] => ({
  id: kind,
  type: 'line',
  source: 'city',
  minzoom: from,
  filter: ['==', ['get', 'kind'], kind],
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: { 'line-color': colour, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], from, thin, 16, wide] },
})

/** So much of one colour on another. */
function mixed(below: string, above: string, share: number): string {
  const parts = (colour: string) => (colour.match(/\d+/g) ?? []).map(Number)
  const over = parts(above)
  return `rgb(${parts(below)
    .map((part, at) => Math.round(part + ((over[at] ?? part) - part) * share))
    .join(',')})`
}
