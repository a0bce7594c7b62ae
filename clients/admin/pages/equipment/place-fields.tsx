import { useId } from 'react'
import { timeZones } from '../../../web/i18n/format.ts'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import type { StationAccess } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Issues } from '../issues.ts'
import { named } from '../named.ts'

export interface PlaceDraft {
  name: string
  address: string
  city: string
  country: string
  latitude: string
  longitude: string
  timeZone: string
  access: StationAccess
}

interface Props extends Issues {
  place: PlaceDraft
  change: (part: Partial<PlaceDraft>) => void
}

/** Where a station stands, and for whom. */
export function PlaceFields({ place, change, needed }: Props) {
  const { station: texts, access } = useTexts()
  const zones = useId()
  const text = (name: Exclude<keyof PlaceDraft, 'access'>) => ({
    label: texts[name],
    value: place[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
    fault: needed(place[name], name),
  })
  return (
    <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2">
      <Field {...text('name')} maxLength={100} />
      <Choice label={texts.access} value={place.access} options={named(access)} onChange={(value) => change({ access: value })} />
      <Field {...text('address')} autoComplete="off" />
      <Field {...text('city')} autoComplete="off" />
      <Field {...text('latitude')} inputMode="decimal" hint={texts.latitudeHint} />
      <Field {...text('longitude')} inputMode="decimal" hint={texts.longitudeHint} />
      <Field
        {...text('country')}
        maxLength={2}
        hint={texts.countryHint}
        onChange={(event) => change({ country: event.target.value.toUpperCase() })}
      />
      <Field {...text('timeZone')} list={zones} />
      <datalist id={zones}>
        {timeZones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  )
}
