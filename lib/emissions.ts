/** A figure that CO₂ savings are computed from. */
export interface EmissionFigure {
  name: string
  value: number
  unit: string
  year: number
  source: string
  url: string
}

/**
 * The sources of the CO₂ figures. The figures are rather too low: new cars emit less than those on the road, the average of new cars has
 * electric ones in it, and laboratory values are about a fifth below those on the road.
 */
export const EMISSIONS = {
  car: {
    name: 'CO₂ of a new passenger car in the EU, Iceland and Norway, by the WLTP test',
    value: 106.6,
    unit: 'g/km',
    year: 2023,
    source: 'European Environment Agency, CO2 performance of new passenger cars in Europe (provisional data of 2023)',
    url: 'https://www.eea.europa.eu/en/analysis/indicators/co2-performance-of-new-passenger',
  },
  electricCar: {
    name: 'Electricity that an electric car uses on the road, average of 342 models',
    value: 21,
    unit: 'kWh/100 km',
    year: 2024,
    source: 'Weiss, Winbush, Newman, Helmers: Energy Consumption of Electric Vehicles in Europe. Sustainability 16 (17), 7529',
    url: 'https://doi.org/10.3390/su16177529',
  },
  electricity: {
    name: "Greenhouse gases of the EU's electricity: 510 g/kWh in 1990, and 58 % less in 2023",
    value: 214,
    unit: 'g/kWh',
    year: 2023,
    source: 'European Environment Agency, Greenhouse gas emission intensity of electricity generation (early estimate for 2023)',
    url: 'https://www.eea.europa.eu/en/analysis/indicators/greenhouse-gas-emission-intensity-of-1',
  },
} as const satisfies Record<string, EmissionFigure>
