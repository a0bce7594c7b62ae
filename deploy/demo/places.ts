import type { Version } from '../../test/charge-point-dialect.ts'

/** A station of the demo's city, Utrecht. Places are roughly right, chargers are invented. */
export interface Place {
  name: string
  address: string
  latitude: number
  longitude: number
  /** Power of each EVSE in kW: up to 22 is AC with a socket, more is DC with a cable. */
  kW: readonly number[]
  version: Version
}

const at = (
  name: string,
  address: string,
  latitude: number,
  longitude: number,
  kW: readonly number[],
  version: Version,
): Place => ({
  name,
  address,
  latitude,
  longitude,
  kW,
  version,
})

/** Where the demo's driver stands: the Domplein. */
export const DRIVER = { latitude: 52.0907, longitude: 5.1214 }

export const PLACES: readonly Place[] = [
  at('Springweg', 'Springweg 1', 52.0889, 5.1174, [50, 22], '1.6'),
  at('Vaartsche Rijn', 'Bleekstraat 54', 52.0795, 5.1205, [50, 22], '1.6'),
  at('Vredenburg', 'Vredenburgkade 11', 52.0931, 5.1147, [22, 22], '1.6'),
  at('Centraal Oost', 'Stationsplein 7', 52.0894, 5.1103, [50, 50], '2.0.1'),
  at('Jaarbeurs P1', 'Jaarbeursplein 6', 52.0876, 5.1062, [150, 150, 50], '2.0.1'),
  at('Jaarbeurs P3', 'Truus van Lierlaan 50', 52.0851, 5.1049, [22, 22, 22], '2.1'),
  at('Galgenwaard', 'Herculesplein 241', 52.0786, 5.1459, [150, 150], '2.1'),
  at('De Uithof', 'Heidelberglaan 8', 52.0853, 5.1783, [22, 22, 50], '2.0.1'),
  at('Science Park', 'Padualaan 97', 52.0846, 5.1712, [22, 22], '1.6'),
  at('WKZ', 'Lundlaan 6', 52.0872, 5.1826, [22, 22], '1.6'),
  at('Rijnsweerd', 'Archimedeslaan 16', 52.0869, 5.1587, [50, 22], '1.6'),
  at('Wilhelminapark', 'Wilhelminapark 65', 52.0871, 5.1402, [22], '1.6'),
  at('Museumkwartier', 'Nicolaaskerkhof 10', 52.0842, 5.1253, [22, 22], '2.1'),
  at('Ledig Erf', 'Ledig Erf 1', 52.0814, 5.1213, [22], '1.6'),
  at('Rotsoord', 'Rotsoord 7', 52.0758, 5.1196, [50, 50], '2.0.1'),
  at('Lunetten', 'Hondsrug 19', 52.0637, 5.1324, [22, 22], '1.6'),
  at('Hoograven', 'Smaragdplein 100', 52.0689, 5.1215, [22], '1.6'),
  at('Tolsteeg', 'Albatrosstraat 2', 52.0754, 5.1263, [22, 22], '2.1'),
  at('Kanaleneiland Noord', 'Churchilllaan 11', 52.0776, 5.0971, [50, 22], '1.6'),
  at('Kanaleneiland Zuid', 'Vasco da Gamalaan 2', 52.0692, 5.0937, [22, 22], '1.6'),
  at('Westraven', 'Griffioenlaan 2', 52.0616, 5.1043, [150, 150, 150], '2.0.1'),
  at('Papendorp', 'Papendorpseweg 100', 52.0651, 5.0891, [150, 50], '2.1'),
  at('Oog in Al', 'Händelstraat 47', 52.0881, 5.0893, [22], '1.6'),
  at('Lombok', 'Kanaalstraat 90', 52.0916, 5.0997, [22, 22], '1.6'),
  at('Majellapark', 'Thomas à Kempisweg 13', 52.0962, 5.0921, [22], '1.6'),
  at('Cartesius', 'Cartesiusweg 90', 52.1003, 5.0862, [50, 50], '2.0.1'),
  at('Zuilen', 'Amsterdamsestraatweg 569', 52.1101, 5.0886, [22, 22], '1.6'),
  at('Werkspoor', 'Vlampijpstraat 50', 52.1061, 5.0796, [50, 22], '2.1'),
  at('Ondiep', 'Omloop 1', 52.1039, 5.1016, [22], '1.6'),
  at('Overvecht Centrum', 'Zamenhofdreef 25', 52.1189, 5.1137, [22, 22, 50], '1.6'),
  at('Overvecht Noord', 'Carnegiedreef 110', 52.1246, 5.1189, [22], '1.6'),
  at('Tuindorp', 'Prof. Jordanlaan 2', 52.1086, 5.1338, [22], '2.1'),
  at('Voordorp', 'Eykmanlaan 433', 52.1058, 5.1451, [50, 22], '2.0.1'),
  at('Wittevrouwen', 'Biltstraat 85', 52.0951, 5.1321, [22, 22], '1.6'),
  at('Griftpark', 'Kleinesingel 40', 52.0984, 5.1272, [22], '1.6'),
  at('Vogelenbuurt', 'Adelaarstraat 30', 52.1006, 5.1221, [22], '2.0.1'),
  at('De Meern', 'Rijksstraatweg 10', 52.0803, 5.0311, [50, 22], '1.6'),
  at('Leidsche Rijn Centrum', 'Brusselplein 2', 52.1016, 5.0636, [150, 150, 22], '2.0.1'),
  at('Terwijde', 'Eerste Oosterparklaan 74', 52.1003, 5.0449, [22, 22], '1.6'),
  at('Maarssenbroek', 'Bisonspoor 3002', 52.1299, 5.0434, [50, 50], '2.1'),
]
