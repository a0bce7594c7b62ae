import { useEffect, useRef, useState, type RefObject } from 'react'

const NARROWEST = 240

/** How wide a drawing may be: it is drawn at that width, so that its text is as large on a phone as on a desk. */
export function useWidth(before: number): [RefObject<SVGSVGElement | null>, number] {
  const place = useRef<SVGSVGElement>(null)
  const [width, setWidth] = useState(before)
  useEffect(() => {
    const { current } = place
    if (!current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(Math.round(entry.contentRect.width), NARROWEST))
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  return [place, width]
}
