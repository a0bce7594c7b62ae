import type { EvergraphError } from '../../../sdk/errors.ts'
import { Field } from '../../../web/ui/field.tsx'
import type { AddVehicleInput, ConnectorStandard, VehicleCardFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'

/** What a vehicle is charged by in the places that we are in. Others stay as they are. */
const PLUGS: readonly ConnectorStandard[] = [
  'IEC_62196_T2',
  'IEC_62196_T2_COMBO',
  'CHADEMO',
  'IEC_62196_T1',
  'IEC_62196_T1_COMBO',
  'SAE_J3400',
]

export type VehicleFacts = Omit<AddVehicleInput, 'isDefault' | 'idempotencyKey'>

/** A vehicle that is there, or a new one. */
export function VehicleForm(props: {
  vehicle: VehicleCardFragment | null
  busy: boolean
  fault: EvergraphError | null
  save: (facts: VehicleFacts, form: HTMLFormElement) => void
}) {
  const { vehicle, busy, fault, save } = props
  const { profile: texts, plug } = useTexts()
  const offered = [...new Set([...PLUGS, ...(vehicle?.connectors ?? [])])]
  const read = (form: FormData): VehicleFacts => {
    const kWh = filled(form, 'batteryCapacityWh')
    return {
      name: filled(form, 'name') ?? '',
      make: filled(form, 'make'),
      model: filled(form, 'model'),
      batteryCapacityWh: kWh === null ? null : Math.round(Number(kWh.replace(',', '.')) * 1000),
      plate: filled(form, 'plate'),
      plateCountry: filled(form, 'plateCountry')?.toUpperCase() ?? null,
      connectors: offered.filter((each) => form.getAll('connectors').includes(each)),
    }
  }
  return (
    <Form save={vehicle ? texts.save : texts.addVehicle} busy={busy} fault={fault} onSave={(form, at) => save(read(form), at)}>
      <Field name="name" label={texts.vehicleName} defaultValue={vehicle?.name} fault={faultAt(fault, 'name')} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="make" label={texts.make} defaultValue={vehicle?.make ?? ''} fault={faultAt(fault, 'make')} />
        <Field name="model" label={texts.model} defaultValue={vehicle?.model ?? ''} fault={faultAt(fault, 'model')} />
        <Field name="plate" label={texts.plate} defaultValue={vehicle?.plate ?? ''} fault={faultAt(fault, 'plate')} />
        <Field
          name="plateCountry"
          label={texts.plateCountry}
          hint={texts.plateCountryHint}
          defaultValue={vehicle?.plateCountry ?? ''}
          fault={faultAt(fault, 'plateCountry')}
        />
        <Field
          name="batteryCapacityWh"
          label={texts.battery}
          type="number"
          step="0.1"
          inputMode="decimal"
          defaultValue={vehicle?.batteryCapacityWh == null ? '' : vehicle.batteryCapacityWh / 1000}
          fault={faultAt(fault, 'batteryCapacityWh')}
        />
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="text-sm font-medium">{texts.plugs}</legend>
        <div className="flex flex-wrap gap-x-4">
          {offered.map((each) => (
            <label key={each} className="flex min-h-11 items-center gap-2 sm:min-h-9">
              <input
                type="checkbox"
                name="connectors"
                value={each}
                defaultChecked={vehicle?.connectors.includes(each)}
                className="size-5 accent-brand"
              />
              {plug[each]}
            </label>
          ))}
        </div>
        {faultAt(fault, 'connectors') && <p className="text-sm text-danger">{faultAt(fault, 'connectors')}</p>}
      </fieldset>
    </Form>
  )
}
