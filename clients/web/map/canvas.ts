import 'maplibre-gl/dist/maplibre-gl.css'
import { GeoJSONSource, Map as MapLibre, NavigationControl, setWorkerUrl, type LngLatBoundsLike } from 'maplibre-gl'
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Box, Place } from './box.ts'
import { coloursOf, type Colours } from './colours.ts'
import { loadGround } from './ground.ts'
import { drawImage, FONT, pinFeatures, type Pin } from './pins.ts'
import { ownStyle, pictureStyle, type Ground } from './style.ts'

// A bundle has the worker elsewhere than MapLibre looks for it, and the policy of the page takes none that is made of text.
setWorkerUrl(worker)

interface Options {
  view: Box | Place
  /** A style, or tiles that are pictures; our own map without it. */
  tiles: string | undefined
  onMove: (box: Box, zoom: number, byReader: boolean) => void
  onPick: (id: string) => void
}

export type MapCanvas = Awaited<ReturnType<typeof openCanvas>>

/** Draws a map into an element. It is thrown where the browser cannot draw one (no WebGL). */
export async function openCanvas(region: HTMLElement, { view, tiles, onMove, onPick }: Options) {
  const own = tiles === undefined ? await loadGround() : null
  // Pins are drawn with it.
  await document.fonts.load(`500 12px ${FONT}`)
  let colours = coloursOf(region)
  let pins: readonly Pin[] = []
  let chosen: string | undefined
  let reader: Place | null = null
  let ready = false
  let looked = view

  const map = new MapLibre({
    container: region,
    style: styleOf(own, tiles, colours),
    ...('south' in view
      ? { bounds: boundsOf(view) }
      : { center: [view.longitude, view.latitude] as [number, number], zoom: START_ZOOM }),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    // Two fingers: one scrolls the page.
    cooperativeGestures: matchMedia('(pointer: coarse)').matches,
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  // A journey reads here what is drawn: pixels say nothing.
  Object.assign(region, { map })

  map.setMissingStyleImageResolver((id) => {
    const drawn = drawImage(id, colours)
    if (drawn && !map.hasImage(id)) map.addImage(id, drawn.image, { pixelRatio: drawn.pixelRatio })
  })
  const fill = () => {
    const source = map.getSource('pins')
    if (source instanceof GeoJSONSource) void source.setData(pinFeatures(pins, chosen))
    const you = map.getSource('reader')
    if (you instanceof GeoJSONSource) void you.setData(pointOf(reader))
  }
  const addPins = () => {
    if (map.getSource('pins')) return
    map.addSource('reader', { type: 'geojson', data: pointOf(reader) })
    map.addSource('pins', { type: 'geojson', data: pinFeatures(pins, chosen) })
    map.addLayer({
      id: 'reader',
      type: 'circle',
      source: 'reader',
      paint: {
        'circle-radius': 8,
        'circle-color': colours.ink,
        'circle-stroke-width': 3,
        'circle-stroke-color': colours.card,
      },
    })
    map.addLayer({
      id: 'pins',
      type: 'symbol',
      source: 'pins',
      layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'symbol-sort-key': ['get', 'order'] },
    })
    map.addLayer({
      id: 'pin-names',
      type: 'symbol',
      source: 'pins',
      minzoom: NAMES_FROM_ZOOM,
      filter: ['!=', ['get', 'kind'], 'many'],
      layout: { 'icon-image': ['concat', 'label/', ['get', 'name']], 'icon-offset': [0, 26] },
    })
  }
  map.on('style.load', addPins)
  const told = (byReader: boolean) => {
    const bounds = map.getBounds()
    const box = {
      south: Math.max(-90, bounds.getSouth()),
      west: wrapped(bounds.getWest()),
      north: Math.min(90, bounds.getNorth()),
      east: wrapped(bounds.getEast()),
    }
    const world = bounds.getEast() - bounds.getWest() >= 360
    // MapLibre's world is 512 points wide at zoom 0, the graph's 256.
    const zoom = Math.min(22, Math.max(0, Math.round(map.getZoom()) + 1))
    onMove(world ? { ...box, west: -180, east: 180 } : box, zoom, byReader)
  }
  let byReader = false
  // Buttons, keys, wheel and fingers bring the event that moved it; what a program moves brings none.
  map.on('movestart', (event) => (byReader ||= event.originalEvent !== undefined))
  map.on('moveend', () => {
    told(byReader)
    byReader = false
  })
  map.once('load', () => {
    ready = true
    told(false)
  })
  map.on('click', 'pins', ({ features }) => {
    const id: unknown = features?.[0]?.properties['id']
    const pin = pins.find((each) => each.id === id)
    if (!pin) return
    if (pin.bounds) {
      byReader = true
      map.fitBounds(boundsOf(pin.bounds), { padding: 40, maxZoom: 18 })
    } else onPick(pin.id)
  })
  map.on('mouseenter', 'pins', () => map.getCanvas().classList.add('cursor-pointer!'))
  map.on('mouseleave', 'pins', () => map.getCanvas().classList.remove('cursor-pointer!'))
  // The buttons are keys of the map; MapLibre moves for them without an event.
  for (const button of region.querySelectorAll('.maplibregl-ctrl button'))
    button.addEventListener('click', () => (byReader = true), true)

  return {
    /** What it is called, to those who do not see it. */
    name(label: string): void {
      map.getCanvas().setAttribute('aria-label', label)
    },
    show(shown: readonly Pin[], one: string | undefined): void {
      pins = shown
      chosen = one
      fill()
    },
    mark(place: Place | null): void {
      reader = place
      fill()
    },
    /** Goes there, unless it is there already. */
    look(to: Box | Place): void {
      if (to === looked) return
      looked = to
      // A move that this one ends, and a button that moved nothing, were the reader's: this one is not.
      byReader = false
      if ('south' in to) {
        if (ready && same(map.getBounds().toArray().flat(), [to.west, to.south, to.east, to.north])) return
        map.fitBounds(boundsOf(to))
      } else map.easeTo({ center: [to.longitude, to.latitude], zoom: Math.max(START_ZOOM, map.getZoom()) })
    },
    /** Takes the colours of the page anew. */
    paint(): void {
      const next = coloursOf(region)
      if (JSON.stringify(next) === JSON.stringify(colours)) return
      colours = next
      // Pictures of pins have the colours of before.
      map.setStyle(styleOf(own, tiles, colours), { diff: false })
    },
    close: () => map.remove(),
  }
}

/** A city fills the map. */
const START_ZOOM = 12
const NAMES_FROM_ZOOM = 13.5

const boundsOf = ({ south, west, north, east }: Box): LngLatBoundsLike => [west, south, east < west ? east + 360 : east, north]

const wrapped = (longitude: number) => ((((longitude + 180) % 360) + 360) % 360) - 180

/** To the ten metres of an address. */
const same = (a: readonly number[], b: readonly number[]) => a.every((each, at) => Math.abs(each - (b[at] ?? 0)) < 2e-4)

const pointOf = (place: Place | null) => ({
  type: 'FeatureCollection' as const,
  features: place
    ? [
        {
          type: 'Feature' as const,
          geometry: { type: 'Point' as const, coordinates: [place.longitude, place.latitude] },
          properties: {},
        },
      ]
    : [],
})

function styleOf(own: Ground | null, tiles: string | undefined, colours: Colours) {
  if (own) return ownStyle(own, colours)
  if (tiles?.includes('{z}')) return pictureStyle(tiles, colours)
  return tiles ?? ''
}
