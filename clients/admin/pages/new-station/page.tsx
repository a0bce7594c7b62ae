import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { EvergraphError } from '../../../sdk/errors.ts'
import { ownZone } from '../../../web/i18n/format.ts'
import { useDraft } from '../../../web/session/draft.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { PlaceStationAtSiteDocument, RegisterByWizardDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import type { Made } from '../equipment/credentials.tsx'
import { PlaceFields } from '../equipment/place-fields.tsx'
import { TariffChoice } from '../equipment/tariff-choice.tsx'
import { useIssues } from '../issues.ts'
import { named } from '../named.ts'
import { emptyStation, stationInput } from './draft.ts'
import { Evses } from './evses.tsx'
import { Owner } from './owner.tsx'
import { Registered } from './registered.tsx'
import { stepAtFault, STEPS } from './step.ts'

const route = getRouteApi('/stations/new')

export function NewStationPage() {
  return (
    <ForOperators>
      <Wizard />
    </ForOperators>
  )
}

function Wizard() {
  const { wizard: texts, station: words, form } = useTexts()
  const { step = 1 } = route.useSearch()
  const go = route.useNavigate()
  const { sdk } = useSession()
  const { draft, change, forget } = useDraft('station', emptyStation(ownZone()))
  const { fault, busy, ask } = useAsking()
  const [made, setMade] = useState<Made | null>(null)
  const [unsited, setUnsited] = useState<EvergraphError | null>(null)
  const issues = useIssues(fault)
  const heading = useRef<HTMLHeadingElement>(null)
  // The next step is read from its beginning.
  useEffect(() => heading.current?.focus(), [step])
  if (made) return <Registered made={made} unsited={unsited} />

  const show = (next: number) => go({ search: next === 1 ? {} : { step: next } })
  const register = async () => {
    try {
      const { registerStation } = await once('station', (key) =>
        sdk.execute(RegisterByWizardDocument, { input: stationInput(draft, key) }),
      )
      const { station, password } = registerStation
      const identity = station.identity ?? draft.identity
      const shared = draft.siteId === '' ? null : await sitedAt(draft.siteId, station.id)
      forget()
      setMade({ station: { ...station, identity }, password: password ?? null })
      setUnsited(shared)
    } catch (error) {
      if (error instanceof EvergraphError && error.issues.length > 0) void show(stepAtFault(error.issues))
      throw error
    }
  }
  /** The password must be shown, whatever becomes of this. */
  const sitedAt = (siteId: string, stationId: string) =>
    sdk.execute(PlaceStationAtSiteDocument, { input: { siteId, stationId } }).then(
      () => null,
      (error: unknown) => (error instanceof EvergraphError ? error : null),
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (step < STEPS) void show(step + 1)
    else void ask(register)
  }
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <form noValidate onSubmit={submit} className="flex max-w-3xl flex-col gap-4">
        <div>
          <p className="text-sm text-soft">{texts.step(step, STEPS)}</p>
          <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
            {texts.steps[step - 1]}
          </h2>
        </div>
        {fault && fault.issues.length === 0 && <Fault fault={fault} />}
        {step === 1 && (
          <>
            <Owner draft={draft} change={change} {...issues} />
            <PlaceFields place={draft} change={change} {...issues} />
          </>
        )}
        {step === 2 && <Evses evses={draft.evses} change={(evses) => change({ evses })} {...issues} />}
        {step === 3 && (
          <>
            <TariffChoice
              label={words.tariff}
              value={draft.tariffId}
              fault={issues.issue('evses', 0, 'connectors', 0, 'tariffId')}
              onChange={(tariffId) => change({ tariffId })}
              {...(draft.operatorId && { operatorId: draft.operatorId })}
            />
            <p className="text-sm text-soft">{texts.laterTariff}</p>
          </>
        )}
        {step === 4 && (
          <>
            <Field
              label={texts.identity}
              hint={texts.identityHint}
              value={draft.identity}
              autoComplete="off"
              onChange={(event) => change({ identity: event.target.value })}
              fault={issues.needed(draft.identity, 'identity')}
            />
            <Choice
              label={texts.passwordFormat}
              value={draft.passwordFormat}
              options={named(texts.formats)}
              onChange={(passwordFormat) => change({ passwordFormat })}
            />
          </>
        )}
        <div className="flex flex-wrap gap-3">
          {step > 1 && <Button onClick={() => void show(step - 1)}>{form.back}</Button>}
          <Button type="submit" look="primary" busy={busy}>
            {step < STEPS ? texts.next : texts.register}
          </Button>
        </div>
        <p className="text-sm text-soft">{texts.keptHere}</p>
      </form>
    </>
  )
}
