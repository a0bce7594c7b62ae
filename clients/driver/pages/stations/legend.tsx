import { PIN_KINDS, type PinKind } from '../../../web/map/pins.ts'
import { useFirstTexts } from '../../texts/first.ts'

/** The shapes of the pins, as they are on the map. */
const SHAPES: Readonly<Record<PinKind, string>> = {
  free: 'rounded-full bg-brand',
  busy: 'rounded-xs bg-second',
  out: 'rotate-45 scale-90 bg-danger',
  many: 'rounded-full border-2 border-brand bg-card',
}

export function Legend() {
  const { map } = useFirstTexts()
  return (
    <ul aria-label={map.legend} className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
      {PIN_KINDS.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-3 forced-colors:border ${SHAPES[kind]}`} />
          {map.pins[kind]}
        </li>
      ))}
    </ul>
  )
}
