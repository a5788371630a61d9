"""The codes of QR symbols: Reed-Solomon over GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1, and BCH."""

from __future__ import annotations

from functools import cache

_MODULUS = 0x11D


def remainder(word: int, zeros: int, degree: int) -> int:
    """What dividing a codeword followed by `zeros` others and `degree` empty ones leaves: `degree` bytes."""
    multiples = _multiples(degree)
    top, rest = 8 * (degree - 1), (1 << 8 * degree) - 1
    left = multiples[word]
    for _ in range(zeros):
        left = (left << 8 & rest) ^ multiples[left >> top]
    return left


def check_bits(value: int, polynomial: int) -> int:
    """The check bits of a few bits (BCH), as many as the polynomial's degree."""
    degree = polynomial.bit_length() - 1
    left = value
    for _ in range(degree):
        left = left << 1 ^ (left >> degree - 1) * polynomial
    return left


@cache
def _multiples(degree: int) -> list[int]:
    """The generator polynomial of a degree, without its leading 1, times each element of the field."""
    powers = [1]
    while len(powers) < 255:
        powers.append(powers[-1] << 1 ^ (_MODULUS if powers[-1] & 0x80 else 0))
    logs = {power: exponent for exponent, power in enumerate(powers)}

    def product(a: int, b: int) -> int:
        return powers[(logs[a] + logs[b]) % 255] if a and b else 0

    generator = [1]
    for root in powers[:degree]:
        shifted = [*generator, 0]
        scaled = [0, *(product(factor, root) for factor in generator)]
        generator = [a ^ b for a, b in zip(shifted, scaled, strict=True)]
    return [int.from_bytes(product(factor, element) for factor in generator[1:]) for element in range(256)]
