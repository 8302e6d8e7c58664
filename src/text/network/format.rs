//! The model file: a magic number, then the parts in the order of [`Model`]'s fields, all little-endian, deflated as a whole.

use miniz_oxide::{deflate, inflate};

use super::features::AFFIX_ROWS;
use super::model::{Linear, Model, ModelError};
use super::view::{SLOTS, TABLE};
use super::vocabulary::Vocabulary;
use super::{HIDDEN, LAYERS, WIDTH};
use crate::text::tags::{Fine, Pos, Relation};

/// Changes with every change of the format, the features or the shape of the network.
const MAGIC: &[u8; 8] = b"cw-en-03";

/// Most bytes that a model may unpack to.
const LIMIT: usize = 16 << 20;

/// Packs a model.
pub fn write(model: &Model) -> Vec<u8> {
    let mut out = Writer(MAGIC.to_vec());
    out.bytes(model.name.as_bytes());
    out.numbers(model.vocabulary.keys().iter().map(|key| key.to_le_bytes()));
    out.numbers(model.words.as_flattened().iter().map(|value| value.to_le_bytes()));
    out.numbers(model.affixes.as_flattened().iter().map(|value| value.to_le_bytes()));
    out.numbers([model.word_step, model.affix_step].map(i32::to_le_bytes).into_iter());
    for layer in &model.layers {
        out.linear(layer);
    }
    out.numbers(model.tags.iter().map(|(pos, fine)| [*pos as u8, *fine as u8]));
    out.linear(&model.tagger);
    out.linear(&model.shares);
    out.numbers(model.table.as_flattened().iter().map(|value| value.to_le_bytes()));
    out.linear(&model.moves);
    out.linear(&model.relations);
    deflate::compress_to_vec_zlib(&out.0, 9)
}

/// Unpacks a model and checks that every part has its size.
pub fn read(packed: &[u8]) -> Result<Model, ModelError> {
    let bytes = inflate::decompress_to_vec_zlib_with_limit(packed, LIMIT).map_err(|_| ModelError::Packed)?;
    let rest = bytes.strip_prefix(MAGIC.as_slice()).ok_or(ModelError::Format)?;
    let mut input = Reader(rest);
    // Kept for good: a process reads one model, seldom two, and every record bears the name.
    let name = String::from_utf8(input.bytes()?.to_vec()).map_err(|_| ModelError::Damaged)?.leak();
    let vocabulary = Vocabulary::new(input.numbers(u32::from_le_bytes)?);
    let words = input.rows(i8::from_le_bytes)?;
    let affixes = input.rows(i8::from_le_bytes)?;
    let steps: Vec<i32> = input.numbers(i32::from_le_bytes)?;
    let layers = (0..LAYERS).map(|_| input.linear(WIDTH)).collect::<Result<_, _>>()?;
    let tags: Vec<(Pos, Fine)> = input.numbers(|[pos, fine]| (Pos::of(pos), Fine::of(fine)))?;
    let model = Model {
        name,
        vocabulary,
        words,
        word_step: steps.first().copied().unwrap_or_default(),
        affixes,
        affix_step: steps.get(1).copied().unwrap_or_default(),
        layers,
        tagger: input.linear(tags.len())?,
        tags,
        shares: input.linear(SLOTS * HIDDEN)?,
        table: input.rows(i16::from_le_bytes)?,
        moves: input.linear(3)?,
        relations: input.linear(2 * Relation::ALL.len())?,
    };
    let whole = model.words.len() == model.vocabulary.keys().len() + 1
        && model.affixes.len() == AFFIX_ROWS
        && model.table.len() == TABLE
        && input.0.is_empty();
    if whole { Ok(model) } else { Err(ModelError::Damaged) }
}

struct Writer(Vec<u8>);

impl Writer {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend((bytes.len() as u32).to_le_bytes());
        self.0.extend(bytes);
    }

    fn numbers<const B: usize>(&mut self, numbers: impl Iterator<Item = [u8; B]>) {
        let bytes: Vec<[u8; B]> = numbers.collect();
        self.bytes(bytes.as_flattened());
    }

    fn linear<const N: usize>(&mut self, linear: &Linear<N>) {
        self.numbers(linear.weights.as_flattened().iter().map(|value| value.to_le_bytes()));
        self.numbers(linear.biases.iter().map(|value| value.to_le_bytes()));
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self) -> Result<&'a [u8], ModelError> {
        let (len, rest) = self.0.split_first_chunk::<4>().ok_or(ModelError::Damaged)?;
        let (bytes, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize).ok_or(ModelError::Damaged)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn numbers<const B: usize, T>(&mut self, read: impl Fn([u8; B]) -> T) -> Result<Vec<T>, ModelError> {
        let (numbers, rest) = self.bytes()?.as_chunks::<B>();
        if rest.is_empty() { Ok(numbers.iter().map(|bytes| read(*bytes)).collect()) } else { Err(ModelError::Damaged) }
    }

    fn rows<const B: usize, const N: usize, T: Copy>(
        &mut self,
        read: impl Fn([u8; B]) -> T,
    ) -> Result<Vec<[T; N]>, ModelError> {
        let values = self.numbers(read)?;
        let (rows, rest) = values.as_chunks::<N>();
        if rest.is_empty() { Ok(rows.to_vec()) } else { Err(ModelError::Damaged) }
    }

    fn linear<const N: usize>(&mut self, outputs: usize) -> Result<Linear<N>, ModelError> {
        let linear = Linear { weights: self.rows(i16::from_le_bytes)?, biases: self.numbers(i32::from_le_bytes)? };
        let fits = linear.weights.len() == outputs && linear.biases.len() == outputs;
        if fits { Ok(linear) } else { Err(ModelError::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbage_is_refused() {
        assert_eq!(read(b"no model").err(), Some(ModelError::Packed));
        let other = deflate::compress_to_vec_zlib(b"something else", 1);
        assert_eq!(read(&other).err(), Some(ModelError::Format));
        let cut = deflate::compress_to_vec_zlib(MAGIC, 1);
        assert_eq!(read(&cut).err(), Some(ModelError::Damaged));
    }
}
