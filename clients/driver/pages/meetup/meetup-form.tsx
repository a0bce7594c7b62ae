import { useState } from 'react'
import type { EvergraphError } from '../../../sdk/errors.ts'
import { dayIn } from '../../../web/i18n/format.ts'
import { clockIn } from '../../../web/i18n/zone.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Form, faultAt } from '../../../web/ui/form.tsx'
import { TextArea } from '../../../web/ui/text-area.tsx'
import { useTexts } from '../../texts/index.ts'
import { TASKS } from '../meetups/search.ts'
import { meetupInput, type MeetupGiven } from './input.ts'
import type { ShownMeetup } from './shown.ts'
import { whereIAm } from './where-i-am.ts'

/** What a meetup is. Times are by the clock of its place. */
export function MeetupForm(props: {
  meetup?: ShownMeetup
  save: string
  busy: boolean
  fault: EvergraphError | null
  onSave: (input: MeetupGiven) => void
}) {
  const { meetup, save, busy, fault, onSave } = props
  const { meetups: texts, deedTask } = useTexts()
  const zone = meetup?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const [task, setTask] = useState(meetup?.task ?? '')
  const [badTime, setBadTime] = useState(false)
  const [place, setPlace] = useState(() => ({
    latitude: meetup ? String(meetup.location.latitude) : '',
    longitude: meetup ? String(meetup.location.longitude) : '',
  }))
  const clockOf = (at: string) => clockIn(zone, new Date(at))
  const takeMine = async () => {
    const mine = await whereIAm()
    if (mine) setPlace({ latitude: mine.latitude.toFixed(5), longitude: mine.longitude.toFixed(5) })
  }
  const time = badTime ? texts.badTime : undefined
  return (
    <Form
      save={save}
      busy={busy}
      fault={fault}
      onSave={(form) => {
        const input = meetupInput(form, { task, ...place })
        setBadTime(input === null)
        if (input) onSave(input)
      }}
    >
      <Field
        name="title"
        label={texts.name}
        defaultValue={meetup?.title}
        maxLength={120}
        required
        fault={faultAt(fault, 'title')}
      />
      <TextArea
        name="description"
        label={texts.description}
        defaultValue={meetup?.description}
        maxLength={4000}
        fault={faultAt(fault, 'description')}
      />
      <Choice
        label={texts.task}
        value={task}
        options={[{ value: '', name: texts.otherTask }, ...TASKS.map((value) => ({ value, name: deedTask[value] }))]}
        onChange={setTask}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <Field
          name="day"
          type="date"
          label={texts.day}
          defaultValue={meetup && dayIn(zone, new Date(meetup.startsAt))}
          required
          fault={time ?? faultAt(fault, 'startsAt')}
        />
        <Field name="from" type="time" label={texts.from} defaultValue={meetup && clockOf(meetup.startsAt)} required />
        <Field
          name="until"
          type="time"
          label={texts.until}
          defaultValue={meetup && clockOf(meetup.endsAt)}
          required
          fault={faultAt(fault, 'endsAt')}
        />
      </div>
      <Field name="timeZone" label={texts.timeZone} defaultValue={zone} required fault={faultAt(fault, 'timeZone')} />
      <Field
        name="address"
        label={texts.address}
        hint={texts.addressHint}
        defaultValue={meetup?.address}
        maxLength={200}
        required
        fault={faultAt(fault, 'address')}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="text-sm font-medium">{texts.place}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          {(['latitude', 'longitude'] as const).map((name) => (
            <Field
              key={name}
              label={texts[name]}
              inputMode="decimal"
              value={place[name]}
              onChange={(event) => setPlace({ ...place, [name]: event.target.value })}
              fault={faultAt(fault, name) ?? (name === 'latitude' ? faultAt(fault, 'place') : undefined)}
            />
          ))}
        </div>
        <div>
          <Button onClick={() => void takeMine()}>{texts.takeMine}</Button>
        </div>
      </fieldset>
      <Field
        name="capacity"
        type="number"
        inputMode="numeric"
        min={1}
        max={10_000}
        label={texts.capacity}
        defaultValue={meetup?.capacity ?? 20}
        required
        fault={faultAt(fault, 'capacity')}
      />
    </Form>
  )
}
