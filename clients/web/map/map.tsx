import { useEffect, useRef, useState } from 'react'
import { theme } from '../shell/theme.ts'
import type { Box, Place } from './box.ts'
import { openCanvas, type MapCanvas } from './canvas.ts'
import type { Pin } from './pins.ts'

interface Props {
  /** What the map is of, for those who do not see it. */
  label: string
  /** Where it begins: a part of the map, or around a place. Later values move it. */
  view: Box | Place
  pins: readonly Pin[]
  /** The id of what is chosen. */
  chosen: string | undefined
  /** Where the reader is, if they told. */
  reader: Place | null
  tiles: string | undefined
  /** What is shown now. `byReader`: somebody moved it there. */
  onMove: (box: Box, zoom: number, byReader: boolean) => void
  onPick: (pin: Pin) => void
  /** This browser draws no maps: the list is all there is. */
  onFault: () => void
}

/** A map of pins. Everything on it is in a list beside it, too: to those who use no pointer and no eyes, that list is the map. */
export default function PinMap({ label, view, pins, chosen, reader, tiles, onMove, onPick, onFault }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [canvas, setCanvas] = useState<MapCanvas | null>(null)
  const shown = theme.use()
  // The map outlives what it was first given.
  const now = useRef({ onMove, onPick, onFault, view, pins })
  now.current = { onMove, onPick, onFault, view, pins }

  useEffect(() => {
    const region = place.current
    if (!region) return undefined
    let gone = false
    const opening = openCanvas(region, {
      view: now.current.view,
      tiles,
      onMove: (...moved) => now.current.onMove(...moved),
      onPick: (id) => {
        const pin = now.current.pins.find((each) => each.id === id)
        if (pin) now.current.onPick(pin)
      },
    })
    const show = async () => {
      try {
        const opened = await opening
        if (gone) opened.close()
        else setCanvas(opened)
      } catch {
        if (!gone) now.current.onFault()
      }
    }
    void show()
    return () => {
      gone = true
      setCanvas((open) => {
        open?.close()
        return null
      })
    }
  }, [tiles])

  useEffect(() => canvas?.name(label), [canvas, label])
  useEffect(() => canvas?.show(pins, chosen), [canvas, pins, chosen])
  useEffect(() => canvas?.mark(reader), [canvas, reader])
  useEffect(() => canvas?.look(view), [canvas, view])
  useEffect(() => canvas?.paint(), [canvas, shown])
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const painted = () => canvas?.paint()
    dark.addEventListener('change', painted)
    return () => dark.removeEventListener('change', painted)
  }, [canvas])

  return <div ref={place} className="size-full [&_.maplibregl-ctrl_button]:size-11!" />
}
