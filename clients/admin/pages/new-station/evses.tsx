import { Button } from '../../../web/ui/button.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { useTexts } from '../../texts/index.ts'
import { NEW_PLUG } from '../equipment/plug.ts'
import { PlugFields } from '../equipment/plug-fields.tsx'
import type { Issues } from '../issues.ts'
import { NEW_EVSE, type EvseDraft } from './draft.ts'

interface Props extends Issues {
  evses: readonly EvseDraft[]
  change: (evses: EvseDraft[]) => void
}

/** What a new station has: EVSEs, and the connectors of each. */
export function Evses({ evses, change, issue, needed }: Props) {
  const { station: texts, form } = useTexts()
  const put = (place: number, part: Partial<EvseDraft>) =>
    change(evses.map((evse, index) => (index === place ? { ...evse, ...part } : evse)))
  return (
    <>
      {evses.map((evse, at) => (
        <fieldset key={at} className="flex flex-col gap-3 rounded-lg border border-line p-4">
          <legend className="px-1 font-semibold">{texts.evse(at + 1)}</legend>
          <Field
            label={texts.evseId}
            hint={texts.evseIdHint}
            value={evse.evseId}
            onChange={(event) => put(at, { evseId: event.target.value.toUpperCase() })}
            fault={needed(evse.evseId, 'evses', at, 'evseId')}
          />
          {evse.plugs.map((plug, n) => (
            <fieldset key={n} className="flex flex-col gap-3">
              <legend className="mb-1 text-sm text-soft">{texts.connector(n + 1)}</legend>
              <PlugFields
                plug={plug}
                change={(part) => put(at, { plugs: evse.plugs.map((each, index) => (index === n ? { ...each, ...part } : each)) })}
                issue={(field) => issue('evses', at, 'connectors', n, field)}
              />
            </fieldset>
          ))}
          <div className="flex flex-wrap gap-3">
            <Button onClick={() => put(at, { plugs: [...evse.plugs, evse.plugs.at(-1) ?? NEW_PLUG] })}>{texts.addConnector}</Button>
            {evse.plugs.length > 1 && (
              <Button onClick={() => put(at, { plugs: evse.plugs.slice(0, -1) })}>
                {form.remove}: {texts.connector(evse.plugs.length)}
              </Button>
            )}
            {evses.length > 1 && (
              <Button onClick={() => change(evses.filter((_, index) => index !== at))}>
                {form.remove}: {texts.evse(at + 1)}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <Button className="self-start" onClick={() => change([...evses, { ...NEW_EVSE, plugs: evses.at(-1)?.plugs ?? [NEW_PLUG] }])}>
        {texts.addEvse}
      </Button>
    </>
  )
}
