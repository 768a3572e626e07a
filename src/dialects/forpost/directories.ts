import { brands } from '../../core/cameras/source/models/directory.ts';
import { SOURCE_PROTOCOLS } from '../../core/cameras/source/parts.ts';
import type { Call } from './call.ts';
import type { Method } from './method.ts';

/** What cameras are described by. */
export const directoryMethods: readonly Method[] = [
  { name: 'GetCameraBrands', run: async () => brandsOut() },
  { name: 'GetCameraModels', run: async (call) => modelsOut(call).map(({ ID, Name }) => ({ ID, Name })) },
  { name: 'GetCameraModelsAndBrands', run: async () => ({ Models: modelsOut(undefined), Brands: brandsOut() }) },
  { name: 'GetRecordTypes', run: async () => RECORD_TYPES },
  { name: 'GetProtocols', run: async () => SOURCE_PROTOCOLS.map((id) => ({ ID: id, Name: id.toUpperCase() })) },
  { name: 'GetRtspTransports', aliases: ['GetRtspTransport'], run: async () => TRANSPORTS },
  { name: 'GetPTZTypes', aliases: ['GetPTZType'], run: async () => PTZ },
];

const brandsOut = () => brands().map(({ id, name }) => ({ ID: id, Name: name }));

/** Of one maker where the call names it. */
function modelsOut(call: Call | undefined) {
  const brandId = call?.optionalInteger('BrandID') ?? undefined;
  return brands()
    .filter(({ id }) => brandId === undefined || id === brandId)
    .flatMap((brand) =>
      brand.models.map(({ id, name }) => ({
        ID: id,
        Name: name === brand.name ? name : `${brand.name} ${name}`,
        BrandID: brand.id,
      })),
    );
}

const RECORD_TYPES = [
  { ID: 0, Name: 'Нет записи' },
  { ID: 1, Name: 'Постоянная' },
  { ID: 2, Name: 'По движению' },
  { ID: 3, Name: 'По расписанию' },
];

const TRANSPORTS = [
  { ID: '', Name: 'Авто' },
  { ID: 'tcp', Name: 'TCP' },
  { ID: 'udp', Name: 'UDP' },
];

const PTZ = [
  { ID: 0, Name: 'Нет' },
  { ID: 1, Name: 'ONVIF' },
];
