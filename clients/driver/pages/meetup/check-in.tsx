import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { Form, faultAt } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { CheckInToThisMeetupDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { CaptureLink } from '../deeds/capture-link.tsx'
import { whereIAm } from './where-i-am.ts'
import type { ShownMeetup } from './shown.ts'

/** Says that the reader is there, while the meetup is on. */
export function CheckIn({ meetup, again }: { meetup: ShownMeetup; again: () => void }) {
  const { meetups: texts } = useTexts()
  const { sdk } = useSession()
  const format = useFormat()
  const byCode = useAsking()
  const byPlace = useAsking()
  const [hasNoPlace, setHasNoPlace] = useState(false)
  const { id, status, myAttendance, timeZone, task } = meetup
  if (myAttendance?.checkedInAt)
    return (
      <Notice tone="good" title={texts.checkedIn(format.dayAndClock(myAttendance.checkedInAt, timeZone))}>
        {task && <CaptureLink task={task}>{texts.deed}</CaptureLink>}
      </Notice>
    )
  if (status !== 'LIVE') return null
  const checkIn = async (by: { code: string } | { place: { latitude: number; longitude: number } }) => {
    await sdk.execute(CheckInToThisMeetupDocument, { input: { meetupId: id, ...by } })
    again()
  }
  const atMyPlace = async () => {
    const place = await whereIAm()
    setHasNoPlace(place === null)
    if (place) await checkIn({ place })
  }
  const { fault } = byPlace
  const tooFar = faultAt(fault, 'place')
  return (
    <Card title={texts.checkIn}>
      <p>{texts.checkInHint}</p>
      <Form
        save={texts.byCode}
        busy={byCode.busy}
        fault={byCode.fault}
        onSave={(form) => void byCode.ask(() => checkIn({ code: filled(form, 'code') ?? '' }))}
      >
        <Field
          name="code"
          label={texts.code}
          autoComplete="off"
          autoCapitalize="characters"
          fault={faultAt(byCode.fault, 'code')}
        />
      </Form>
      {tooFar && <Notice tone="warn" title={tooFar} />}
      {fault && !tooFar && <Fault fault={fault} />}
      {hasNoPlace && <Notice tone="warn" title={texts.noPlace} />}
      <div>
        <Button busy={byPlace.busy} onClick={() => void byPlace.ask(atMyPlace)}>
          {texts.byPlace}
        </Button>
      </div>
    </Card>
  )
}
