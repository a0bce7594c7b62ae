import { useState } from 'react'
import { useDraft } from '../../../web/session/draft.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { SaveStationDocument, type Facility } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { PlaceFields, type PlaceDraft } from '../equipment/place-fields.tsx'
import { useIssues } from '../issues.ts'
import { named } from '../named.ts'
import { locationOf } from '../new-station/draft.ts'
import type { StationShown } from './shown.ts'

/** Where the station stands, for whom it is, and what is there. */
export function Place({ station }: { station: StationShown }) {
  const { station: texts, form, facilities } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const issues = useIssues(fault)
  const [saved, setSaved] = useState(false)
  const { name, address, city, country, timeZone, access, location } = station
  const { draft, change, forget } = useDraft<PlaceDraft & { facilities: Facility[] }>(`place/${station.id}`, {
    name,
    address,
    city,
    country,
    timeZone,
    access,
    latitude: String(location.latitude),
    longitude: String(location.longitude),
    facilities: station.facilities,
  })
  const put = (part: Partial<typeof draft>) => {
    setSaved(false)
    change(part)
  }
  const save = async () => {
    const { latitude, longitude, ...rest } = draft
    await sdk.execute(SaveStationDocument, {
      input: { stationId: station.id, ...rest, location: locationOf({ latitude, longitude }) },
    })
    forget()
    setSaved(true)
  }
  return (
    <Card title={texts.place}>
      <Form save={form.save} busy={busy} fault={fault} onSave={() => void ask(save)}>
        <PlaceFields place={draft} change={put} {...issues} />
        <fieldset>
          <legend className="text-sm font-medium">{texts.facilities}</legend>
          <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-4">
            {named(facilities).map(({ value, name: word }) => (
              <label key={value} className="flex min-h-11 items-center gap-2 sm:min-h-9">
                <input
                  type="checkbox"
                  className="size-4 shrink-0"
                  checked={draft.facilities.includes(value)}
                  onChange={({ target }) =>
                    put({
                      facilities: target.checked ? [...draft.facilities, value] : draft.facilities.filter((each) => each !== value),
                    })
                  }
                />
                {word}
              </label>
            ))}
          </div>
        </fieldset>
        <p role="status">{saved && form.saved}</p>
      </Form>
    </Card>
  )
}
